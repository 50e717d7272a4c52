/** By which way a message went, in words. */
export const channelWords = {
  wechat: '微信服务通知',
  official_account: '公众号',
  official_notice: '公众号订阅通知',
  inbox: '小程序消息',
} as const;
