/** Orders in words, wherever people read of them: on a page, in a file. */
export const orderStateText = {
  open: '待付款',
  expired: '已失效',
  awaiting_payment: '付款中',
  paid: '已付款',
  partly_refunded: '部分退款',
  refunded: '已全额退款',
  undone: '已撤销',
  cancelled: '已取消',
  returning: '已付款，退款中',
  returned: '已付款，已退回',
} as const;

export const methodText = {
  wechat: '微信支付',
  cash: '现金',
  other: '其他方式',
  zero: '优惠全免',
} as const;

export const refundStateText = {
  pending: '待退款',
  processing: '退款中',
  succeeded: '已退回',
  abnormal: '退款异常，请在微信支付商户平台处理',
  closed: '没有退成',
  handled: '已在微信支付之外退给顾客',
} as const;
