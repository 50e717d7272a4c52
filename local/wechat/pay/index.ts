import type { Hono } from 'hono';
import type { LocalEnv } from '../../listen';
import type { WechatFaults } from '../faults';
import { createMerchantApi } from './merchant-api';
import { deliverDue, noticeRequest, type PayWorld } from './notices';
import { decideRefunds } from './refunds';
import {
  emptyPayState,
  paySnapshot,
  paySnapshotSchema,
  payStateFrom,
  type NoticePolicy,
  type PayState,
} from './state';
import { createWalletApp } from './wallet-app';

/** WeChat Pay: the merchant's API, the pay sheet, and the notices with their retries. */
export interface WechatPay {
  /** Mount at /wechatpay. */
  routes: Hono<LocalEnv>;
  /** Mount at /local/wechat/pay. */
  local: Hono;
  /** Decides refunds and delivers the notices that are due by the movable clock. */
  deliverDue(): Promise<number>;
  /** The request of a notice as it would be delivered now, by its place; tests bend it, its body before WeChat signs it. */
  noticeRequest(
    position: number,
    bend?: (body: string) => string,
  ): ReturnType<typeof noticeRequest> & { url: string };
  setPolicy(change: Partial<NoticePolicy>): void;
  reset(): void;
  snapshot(): object;
  restore(snapshot: unknown): void;
  readonly state: PayState;
}

export interface WechatPayOptions {
  now: () => number;
  appid: () => string;
  faults?: WechatFaults | undefined;
  changed: () => void;
}

export function createWechatPay({ now, appid, faults, changed }: WechatPayOptions): WechatPay {
  const world: PayWorld = { state: emptyPayState(), now, appid, changed };
  return {
    routes: createMerchantApi(world, faults),
    local: createWalletApp(world),
    deliverDue: () => {
      decideRefunds(world);
      return deliverDue(world);
    },
    noticeRequest(position, bend) {
      const notice = world.state.notices.at(position);
      if (!notice) throw new RangeError(`no notice ${position}`);
      return { ...noticeRequest(notice, now(), ++world.state.serial, bend), url: notice.url };
    },
    setPolicy: (change) => void Object.assign(world.state.policy, change),
    reset: () => {
      world.state = emptyPayState();
    },
    snapshot: () => paySnapshot(world.state),
    restore: (snapshot) => {
      world.state = payStateFrom(paySnapshotSchema.parse(snapshot));
    },
    get state() {
      return world.state;
    },
  };
}

export { PAY_MERCHANT, payKeys, payVariables } from './keys';
export { RETRY_AFTER_MS } from './notices';
