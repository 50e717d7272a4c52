import { CLOSED_BY_WECHAT } from './booked-refund';

interface Troubled {
  status: 'pending' | 'processing' | 'succeeded' | 'abnormal' | 'closed' | 'handled';
  note: string | null;
  handled: object | null;
}

const BY_CODE: Readonly<Record<string, string>> = {
  NOT_ENOUGH: '商户号可用余额不足，充值后会自动再退',
  NO_AUTH: '商户号没有退款权限，请在微信支付商户平台开通，之后会自动再退',
  SIGN_ERROR: '微信支付没有通过验签，请检查商户证书和密钥，之后会自动再退',
  USER_ACCOUNT_ABNORMAL: '顾客的微信支付账户异常或已注销，请联系顾客用别的方式退',
  PARAM_ERROR: '微信支付不接受这笔退款',
  INVALID_REQUEST: '微信支付不接受这笔退款：可能已在商户平台退过，或超过了可退的金额和期限',
  RESOURCE_NOT_EXISTS: '微信支付没有找到这笔付款',
  ORDER_NOT_EXIST: '微信支付没有找到这笔付款',
  UNANSWERED: '微信支付一直没有回答，会自动再问',
  [CLOSED_BY_WECHAT]: '微信支付关闭了这笔退款',
};

/** What holds a refund up, for the operator: WeChat's code only where nobody knows better words. */
export function troubleText({ status, note, handled }: Troubled): string {
  if (status === 'succeeded')
    return handled === null
      ? '微信支付退回的比可退的多，请核对这笔订单'
      : '已在微信支付之外退过，微信支付又退了一次，请核对';
  if (status === 'abnormal')
    return '没能退到顾客的卡上，请在微信支付商户平台「退款异常」里处理，办好后会自动更新';
  if (note === null) return '退款还没有结果';
  return (
    (Object.hasOwn(BY_CODE, note) ? BY_CODE[note] : undefined) ?? `微信支付没有受理（${note}），会自动再试`
  );
}
