import type { EntryFilter, EntryView, PointsApi } from '@contracts/points/points';
import { pointsChangeText, pointsText } from '@contracts/primitives/points';
import { addMs, chinaDateOf, chinaEndText, chinaTimeText, type Instant } from '@contracts/primitives/time';

/** `12月1日 09:30`, with the year when it is not this one: points live long. */
export const longTimeText = (at: Instant, now: Instant): string => {
  const year = chinaDateOf(at).slice(0, 4);
  return year === chinaDateOf(now).slice(0, 4) ? chinaTimeText(at) : `${year}年${chinaTimeText(at)}`;
};

/** The same for an end: midnight is 24:00 of the day before. */
export const longEndText = (at: Instant, now: Instant): string => {
  const year = chinaDateOf(addMs(at, -1)).slice(0, 4);
  return year === chinaDateOf(now).slice(0, 4) ? chinaEndText(at) : `${year}年${chinaEndText(at)}`;
};

type PointsHome = ReturnType<PointsApi['readHome']>;

export const nextExpiryText = ({
  nextExpiry,
  balance,
  now,
}: Pick<PointsHome, 'nextExpiry' | 'balance' | 'now'>): string => {
  if (nextExpiry === null) return balance === 0 ? '还没有可用的积分' : '这些积分长期有效';
  return `${pointsText(nextExpiry.points)} 积分 ${longEndText(nextExpiry.at, now)} 到期`;
};

export const nextPendingText = ({
  nextPending,
  pending,
  now,
}: Pick<PointsHome, 'nextPending' | 'pending' | 'now'>): string => {
  if (nextPending === null) return '';
  const all = pending === nextPending.points ? '' : `，共 ${pointsText(pending)} 待到账`;
  return `${pointsText(nextPending.points)} 积分 ${longTimeText(nextPending.at, now)} 到账${all}`;
};

export const lotEndText = (expiresAt: Instant | null, now: Instant): string =>
  expiresAt === null ? '长期有效' : `${longEndText(expiresAt, now)} 到期`;

/** Where an entry comes from; the reason says the rest. */
export const sourceText: Record<EntryView['source'], string> = {
  order: '订单',
  refund: '退款',
  redemption: '兑换',
  join: '入会',
  profile: '资料',
  follow: '公众号',
  review: '评价',
  invite: '邀请',
  play: '福利',
  staff: '商家调整',
  merge: '会员合并',
  clock: '到时自动',
  audit: '核对',
};

type Change = Pick<EntryView, 'kind' | 'points' | 'pending' | 'debt'>;

/** `+88`, or what else an entry did, where it did not change what can be spent. */
export const changeText = ({ kind, points, pending, debt }: Change): string => {
  if (points !== 0) return pointsChangeText(points);
  if (pending !== 0) return pointsChangeText(pending);
  if (kind === 'debt') return `欠 ${pointsText(debt)}`;
  return '0';
};

/** What the member should know beside the reason. */
export const entryNote = ({ kind, points, pending }: Change): string | null => {
  if (pending > 0 && points === 0) return '待到账';
  if (pending < 0 && points === 0) return '未到账的积分';
  return kind === 'repay' ? '已还' : null;
};

export const entryTabs: { name: EntryFilter; text: string }[] = [
  { name: 'all', text: '全部' },
  { name: 'earned', text: '获得' },
  { name: 'spent', text: '使用' },
  { name: 'expired', text: '过期' },
];
