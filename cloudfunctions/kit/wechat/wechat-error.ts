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
  override readonly name = 'WechatUnreachable';
}

/** WeChat Pay refused: nothing happened. */
export class PayRefused extends Error {
  override readonly name = 'PayRefused';
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`${status} ${code}`);
  }
}
