import type { EntryView } from '@contracts/growth/growth';
import { yuanText } from '@contracts/primitives/fen';
import type { Instant } from '@contracts/primitives/time';
import { longEndText, longTimeText } from '../../components/points-text';

const reasons: Readonly<Record<EntryView['source'], string>> = {
  paid: '消费',
  refunded: '退款',
  held: '现金账单待核对，暂扣',
  released: '账单核对过了，还给你',
  frequency: '本月多次下单',
  review: '写评价',
  invite: '邀请好友加入',
  checkIn: '打卡',
  profile: '完善资料',
  adjusted: '店家调整',
  merged: '会员合并',
  unmerged: '会员合并撤销',
};

/** `消费 ¥88`, `店家调整：补登记` */
export function entryReason({
  source,
  amountFen,
  reason,
}: Pick<EntryView, 'source' | 'amountFen' | 'reason'>): string {
  if (reason !== null) return `${reasons[source]}：${reason}`;
  return amountFen === null ? reasons[source] : `${reasons[source]} ¥${yuanText(amountFen)}`;
}

type Dated = Pick<EntryView, 'at' | 'countsFrom' | 'expiresAt' | 'delta'>;

/** When it happened, and from when or until when it counts. */
export function entryWhen({ at, countsFrom, expiresAt, delta }: Dated, now: Instant): string {
  const when = longTimeText(at, now);
  if (countsFrom > now) return `${when} · ${longTimeText(countsFrom, now)} 起计入`;
  if (expiresAt <= now) return `${when} · 已过期`;
  return delta > 0 ? `${when} · ${longEndText(expiresAt, now)} 到期` : when;
}
