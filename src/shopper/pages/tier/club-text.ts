import type { Club, RightView } from '@contracts/growth/growth';
import { pointsText } from '@contracts/primitives/points';
import { ordersText } from '@contracts/primitives/tier/orders-text';
import { type Instant } from '@contracts/primitives/time';
import { longEndText, longTimeText } from '../../components/points-text';

type Path = Pick<Club, 'tiers' | 'level' | 'growth'>;

/** How much of the way to the next tier is behind, in whole percents. */
export function pathShare({ tiers, level, growth }: Path): number {
  const above = tiers[level + 1];
  if (!above) return 100;
  const from = tiers[level]?.entry ?? 0;
  return Math.max(0, Math.min(100, Math.floor(((growth - from) * 100) / (above.entry - from))));
}

export function stepText(
  { level, growth }: Pick<Club, 'level' | 'growth'>,
  at: number,
  entry: number,
): string {
  if (at === level) return '当前等级';
  const asked = entry === 0 ? '入会即有' : `成长值 ${pointsText(entry)}`;
  return at > level && growth < entry ? `${asked}，还差 ${pointsText(entry - growth)}` : asked;
}

export function pendingText(
  { pending, pendingUntil }: Pick<Club, 'pending' | 'pendingUntil'>,
  now: Instant,
): string {
  const from = pendingUntil === null ? '' : `，${longTimeText(pendingUntil, now)} 起计入`;
  return `另有 ${pointsText(pending)} 成长值待计入${from}`;
}

/** How much of a right is left; nothing where nobody counts. */
export function quotaText({ isGranted, used, left, period }: RightView): string | null {
  const when = period === 'month' ? '本月' : '今年';
  if (left === 0) return `${when}已用完`;
  if (left !== null)
    return used === 0 ? `${when}可用 ${left} 次` : `${when}已用 ${used} 次，还可用 ${left} 次`;
  return isGranted ? '到店出示会员码使用' : used > 0 ? `${when}用过 ${used} 次` : null;
}

type Kept = Pick<Club, 'keep' | 'isInGrace' | 'floorUntil' | 'tier'>;

/** What keeps the tier and until when: nothing on the lowest. */
export function keepLines({ keep, isInGrace, floorUntil, tier }: Kept, now: Instant): string[] {
  const lines = floorUntil === null ? [] : [`商家赠送的「${tier}」，保留到 ${longEndText(floorUntil, now)}`];
  if (keep === null) return lines;
  const until = longEndText(keep.until, now);
  const missing =
    keep.growth === 0
      ? keep.countsOn === null
        ? `「${keep.tier}」已经保住，${until} 复核`
        : `待计入的成长值够保住「${keep.tier}」，${longTimeText(keep.countsOn, now)} 起计入`
      : keep.yuan === null
        ? `再得 ${pointsText(keep.growth)} 成长值保住「${keep.tier}」，到 ${until}`
        : `再消费 ¥${pointsText(keep.yuan)}${ordersText(keep.orders) || ' '}保住「${keep.tier}」，到 ${until}`;
  return [...lines, missing, ...(isInGrace && keep.growth > 0 ? ['现在是宽限期，到期还不够会降一级'] : [])];
}
