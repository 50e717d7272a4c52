import { isChinaDate, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { FigureCount } from './figure-count';
import { noSums, sameSums, sumsOf, type Sums } from './figures';

/** Days whose figures are not what was counted, with what is right; a day nothing was counted on has no sums. */
export function wrongDays(
  count: FigureCount,
  days: readonly (Sums & { day: ChinaDate })[],
): { day: ChinaDate; right: Sums }[] {
  const known = new Map(days.map((one) => [one.day, one]));
  const counted = Object.keys(count.days).filter(isChinaDate);
  return [...new Set([...counted, ...known.keys()])].flatMap((day) => {
    const right = count.days[day] ?? noSums();
    const kept = known.get(day);
    return sameSums(right, kept ? sumsOf(kept) : noSums()) ? [] : [{ day, right }];
  });
}

interface Joins {
  joins: number;
  lastJoinAt: Instant;
}

/** Groups that brought more or fewer members than they say. */
export function wrongGroups(
  count: FigureCount,
  groups: readonly { groupId: string; joins: number }[],
  now: Instant,
): { groupId: string; right: Joins }[] {
  const known = new Map(groups.map((one) => [one.groupId, one.joins]));
  const counted = new Map(count.groups.map((one) => [one.groupId, one]));
  return [...new Set([...counted.keys(), ...known.keys()])].flatMap((groupId) => {
    const right = counted.get(groupId) ?? { joins: 0, lastJoinAt: now };
    return right.joins === (known.get(groupId) ?? 0) ? [] : [{ groupId, right }];
  });
}
