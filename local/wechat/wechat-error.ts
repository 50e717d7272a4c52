/**
 * WeChat answers failures with HTTP 200 and `{errcode, errmsg}`. The texts are WeChat's own (platform-facts §1–3 and
 * the public pages of each API); a few are only known as codes and then carry the plain meaning.
 */
const ERROR_TEXT = {
  [-1]: 'system error',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40164: 'invalid ip, not in whitelist',
  40165: 'invalid weapp pagepath',
  40169: 'invalid length for scene, or the data is not json string',
  40212: 'invalid query',
  41001: 'access_token missing',
  41030: 'invalid page',
  42001: 'access_token expired',
  43002: 'require POST method',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  85401: 'time limit between 1min and 1year',
  10060001: '支付单不存在',
  10060002: '支付单已完成发货，无法继续发货',
  10060003: '支付单已使用重新发货机会',
  10060004: '支付单处于不可发货的状态',
  10060005: '物流类型有误',
  10060006: '非快递发货时不允许分拆发货',
  10060008: '商品描述 item_desc 不能为空',
  10060009: '商品描述 item_desc 太长',
  10060023: '发货信息未更新',
  10060031: '支付单不属于 openid 所指定的用户',
  268485226: '快递单号不能为空',
  268485227: '快递公司不能为空',
  61010: 'code is expired',
  85096: 'not allow include scancode_time field',
} as const satisfies Record<number, string>;

export type WechatErrcode = keyof typeof ERROR_TEXT;

export const errorText = (errcode: number): string =>
  new Map<string, string>(Object.entries(ERROR_TEXT)).get(String(errcode)) ?? 'error';

export class WechatError extends Error {
  constructor(
    readonly errcode: WechatErrcode,
    detail?: string,
    /** Where WeChat's text names what was asked with. */
    text: string = ERROR_TEXT[errcode],
  ) {
    super(detail === undefined ? text : `${text} ${detail}`);
    this.name = 'WechatError';
  }
}
