import type { PayCallName } from './pay-answers';

/** WeChat answered with an error code: nothing happened. Codes: platform-facts, sections 1 to 3. */
export class WechatError extends Error {
  override readonly name = 'WechatError';
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(`${errcode} ${errmsg}`);
  }
}

/** WeChat gave no usable answer (timeout, broken connection, HTTP 5xx): whether it acted is unknown. */
export class WechatUnreachable extends Error {
  override readonly name: string = 'WechatUnreachable';
}

export type WechatAccountName = 'mini_program' | 'official_account';

/**
 * The account cannot be called at all for now: no token to be had, or none is accepted. Nothing happened, and what was to be
 * sent is not at fault: it waits.
 */
export class WechatNotReady extends WechatUnreachable {
  override readonly name = 'WechatNotReady';
  constructor(
    readonly account: WechatAccountName,
    /** WeChat's code; null: it gave no answer. */
    readonly errcode: number | null,
  ) {
    super(`${account} ${errcode ?? 'no answer'}`);
  }
}

/**
 * WeChat Pay refused a call. That call changed nothing; what it was about may have happened all the same, by an earlier call
 * whose answer was lost. What it means: pay-answers.ts.
 */
export class PayRefused extends Error {
  override readonly name = 'PayRefused';
  constructor(
    readonly call: PayCallName | 'trade_bill',
    readonly status: number,
    readonly code: string,
  ) {
    super(`${call} ${status} ${code}`);
  }
}
