/** How somebody came to the card, in words. */
export const sourceWords = {
  scan: '扫码',
  group: '微信群',
  group_unknown: '微信群（未知群）',
  chat: '聊天卡片',
  link: '链接',
  timeline: '朋友圈',
  message: '消息',
  other: '其他',
  unknown: '来源未知',
  invite: '好友邀请',
  import: '导入',
  own: '自己打开',
} as const;
