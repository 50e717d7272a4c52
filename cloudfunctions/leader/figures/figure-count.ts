import { addAll, byDay, byGroup, noSums, type Change, type Sums } from './figures';
import type { Instant } from '../../../contracts/primitives/time';

export interface GroupCount {
  groupId: string;
  joins: number;
  lastJoinAt: Instant;
}

/** A leader's figures as they come out of the awards, as far as these have been gone through. */
export interface FigureCount {
  totals: Sums;
  days: Record<string, Sums>;
  groups: GroupCount[];
}

export const nothingCounted = (): FigureCount => ({ totals: noSums(), days: {}, groups: [] });

/** Adds a page of awards: whatever the pages, the sums are the same. */
export function countMore({ totals, days, groups }: FigureCount, changes: readonly Change[]): FigureCount {
  const sums = { ...days };
  for (const [day, those] of byDay(changes)) sums[day] = addAll(sums[day] ?? noSums(), those);
  const joined = new Map(groups.map((group) => [group.groupId, group]));
  for (const [groupId, { joins, lastJoinAt }] of byGroup(changes)) {
    const known = joined.get(groupId);
    joined.set(groupId, {
      groupId,
      joins: (known?.joins ?? 0) + joins,
      lastJoinAt: known && known.lastJoinAt > lastJoinAt ? known.lastJoinAt : lastJoinAt,
    });
  }
  return { totals: addAll(totals, changes), days: sums, groups: [...joined.values()] };
}
