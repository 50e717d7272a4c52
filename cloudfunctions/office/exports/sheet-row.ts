import type { MemberSource } from '../../../contracts/office/kept-values';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { Cell } from './csv';

/** A member as a line of the file. Pure. */
export const HEADINGS: readonly string[] = [
  '名字',
  '手机号',
  '会员卡',
  '卡号尾号',
  '入会日期',
  '来源',
  '团长',
  '标签',
  '最近消费',
  '一年单数',
  '一年金额（元）',
  '可用券',
  '积分',
  '状态',
];

const sources: Readonly<Record<MemberSource, string>> = {
  scan: '扫码',
  group: '微信群',
  group_unknown: '微信群',
  chat: '聊天卡片',
  link: '链接',
  timeline: '朋友圈',
  message: '消息',
  other: '其他',
  unknown: '未知',
  invite: '好友邀请',
  import: '导入',
  own: '自己打开',
};

interface Told {
  nickname: string | null;
  phone: string | null;
  planName: string;
  cardEnd: string;
  joinedAt: Instant;
  source: MemberSource;
  leaderName: string | null;
  tags: readonly string[];
  /** 0: never. */
  lastPaidAt: Instant;
  orders: number;
  amountFen: number;
  coupons: number;
  points: number;
  frozen: boolean;
}

export const sheetRow = (told: Told): Cell[] => [
  told.nickname,
  told.phone,
  told.planName,
  told.cardEnd,
  chinaDateOf(told.joinedAt),
  sources[told.source],
  told.leaderName,
  told.tags.join('、'),
  told.lastPaidAt === 0 ? null : chinaDateOf(told.lastPaidAt),
  told.orders,
  told.amountFen / 100,
  told.coupons,
  told.points,
  told.frozen ? '已冻结' : null,
];

/** Whose file it is: below the last member. */
export const watermark = (name: string, at: Instant, id: string): Cell[] => [
  `由 ${name} 于 ${chinaDateOf(at)} 导出，仅限内部使用，编号 ${id}`,
];
