/** WeChat Pay v3 answers failures with an HTTP status and `{code, message}` (the public pages of each API). */
const STATUS = {
  USERPAYING: 202,
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
  RULE_LIMIT: 403,
  TRADE_ERROR: 403,
  ACCOUNT_ERROR: 403,
  USER_ACCOUNT_ABNORMAL: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  FREQUENCY_LIMITED: 429,
  SYSTEM_ERROR: 500,
  BANK_ERROR: 500,
  INVALID_TRANSACTIONID: 500,
  OPENID_MISMATCH: 500,
} as const;

export type PayErrorCode = keyof typeof STATUS;
type PayErrorStatus = (typeof STATUS)[PayErrorCode];

export const payErrorCodes = Object.keys(STATUS);
const isKnown = (code: string): code is PayErrorCode => Object.hasOwn(STATUS, code);

/** Any code can be answered: one that no page names is a refusal like any other. */
export class PayError extends Error {
  override readonly name = 'PayError';
  constructor(
    readonly code: PayErrorCode | (string & {}),
    message: string,
  ) {
    super(message);
  }
  get status(): PayErrorStatus {
    return isKnown(this.code) ? STATUS[this.code] : 400;
  }
}
