/** How WeChat's calls fail: pages switch on `errCode` or `errno`, and `errMsg` says it in words. */
export class WechatFailure extends Error {
  readonly errCode?: number;
  readonly errno?: number;

  constructor(
    readonly errMsg: string,
    numbers: { errCode?: number; errno?: number } = {},
  ) {
    super(errMsg);
    this.name = 'WechatFailure';
    this.errCode = numbers.errCode;
    this.errno = numbers.errno;
  }
}
