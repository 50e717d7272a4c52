/** WeChat Pay v3 answers failures with an HTTP status and `{code, message}` (the public pages of each API). */
const STATUS = {
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  APPID_MCHID_NOT_MATCH: 400,
  MCH_NOT_EXISTS: 400,
  ORDER_CLOSED: 400,
  ORDERPAID: 400,
  SIGN_ERROR: 401,
  NO_AUTH: 403,
  OUT_TRADE_NO_USED: 403,
  NOT_ENOUGH: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  FREQUENCY_LIMITED: 429,
  SYSTEM_ERROR: 500,
} as const;

export type PayErrorCode = keyof typeof STATUS;

export const isPayErrorCode = (code: string): code is PayErrorCode => Object.hasOwn(STATUS, code);

export class PayError extends Error {
  override readonly name = 'PayError';
  constructor(
    readonly code: PayErrorCode,
    message: string,
  ) {
    super(message);
  }
  get status(): (typeof STATUS)[PayErrorCode] {
    return STATUS[this.code];
  }
}
