import type { Cut } from './measures';

/** What figures are broken down by, in words. */
export const cutWords = {
  all: '全部',
  store: '门店',
  tier: '等级（当时）',
  tierNow: '等级（现在）',
  leader: '团长（当时）',
  leaderNow: '团长（现在）',
  source: '来源',
  category: '品类',
  channel: '消息渠道',
  message: '消息种类',
  city: '城市',
} as const satisfies Readonly<Record<Cut, string>>;
