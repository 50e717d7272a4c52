import type { EntrySource } from '@contracts/leader/leader-figures';

/** Most telling first. */
export const sourceTexts: readonly { source: EntrySource; text: string }[] = [
  { source: 'scan', text: '扫团码' },
  { source: 'group', text: '微信群卡片' },
  { source: 'group_unknown', text: '微信群卡片（没给群信息）' },
  { source: 'chat', text: '好友聊天卡片' },
  { source: 'link', text: '短链接' },
  { source: 'timeline', text: '朋友圈' },
  { source: 'message', text: '消息通知' },
  { source: 'other', text: '其他入口' },
  { source: 'unknown', text: '微信没有说明' },
];
