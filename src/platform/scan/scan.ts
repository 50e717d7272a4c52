import Taro from '@tarojs/taro';
import type { OrderId } from '@contracts/primitives/ids';
import { codesFromScan, type LandingCodes } from '../opening/landing';
import { orderIdFromScan } from '../opening/order-link';
import { isH5 } from '../target';
import { stringField } from '../untrusted';
import { wechatApp } from '../wechat-app';

export type ScanOutcome =
  | { kind: 'landing'; codes: LandingCodes }
  | { kind: 'bill'; orderId: OrderId }
  | { kind: 'not_ours' }
  | { kind: 'cancelled' };

const scan = (): Promise<unknown> => (isH5 ? wechatApp().scanCode() : Taro.scanCode({}));

export async function scanLeaderCode(): Promise<ScanOutcome> {
  try {
    const read = await scan();
    const orderId = orderIdFromScan(read);
    if (orderId !== null) return { kind: 'bill', orderId };
    const codes = codesFromScan(read);
    return codes === null ? { kind: 'not_ours' } : { kind: 'landing', codes };
  } catch (error) {
    return /cancel/i.test(stringField(error, 'errMsg') ?? '') ? { kind: 'cancelled' } : { kind: 'not_ours' };
  }
}
