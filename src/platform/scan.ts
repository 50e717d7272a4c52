import Taro from '@tarojs/taro';
import type { LeaderCode, OrderId } from '@contracts/primitives/ids';
import { leaderCodeFromScan } from './landing';
import { orderIdFromScan } from './order-link';
import { isH5 } from './target';
import { stringField } from './untrusted';
import { wechatApp } from './wechat-app';

export type ScanOutcome =
  | { kind: 'leader_code'; leaderCode: LeaderCode }
  | { kind: 'bill'; orderId: OrderId }
  | { kind: 'not_ours' }
  | { kind: 'cancelled' };

const scan = (): Promise<unknown> => (isH5 ? wechatApp().scanCode() : Taro.scanCode({}));

export async function scanLeaderCode(): Promise<ScanOutcome> {
  try {
    const read = await scan();
    const orderId = orderIdFromScan(read);
    if (orderId !== null) return { kind: 'bill', orderId };
    const leaderCode = leaderCodeFromScan(read);
    return leaderCode === null ? { kind: 'not_ours' } : { kind: 'leader_code', leaderCode };
  } catch (error) {
    return /cancel/i.test(stringField(error, 'errMsg') ?? '') ? { kind: 'cancelled' } : { kind: 'not_ours' };
  }
}
