import type { EntrySource, Figures } from '../../../contracts/leader/leader-figures';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';
import type { Award, AwardKind } from '../team/award';

/** Sums of awards: of a day, of all time, of a group. */
export interface Sums extends Figures {
  sources: Partial<Record<EntrySource, number>>;
}

/** What changes in the figures: so many more, or fewer, of one award. */
export interface Change {
  kind: AwardKind;
  day: ChinaDate;
  source: EntrySource | null;
  groupId: string | null;
  at: Instant;
  by: number;
}

export const noSums = (): Sums => ({
  joins: 0,
  firstOrders: 0,
  converted: 0,
  received: 0,
  handedOver: 0,
  sources: {},
});

const fieldOf = {
  join: 'joins',
  first_order: 'firstOrders',
  converted: 'converted',
  received: 'received',
  handed_over: 'handedOver',
} as const satisfies Record<AwardKind, keyof Figures>;

export const changeOf = (
  { kind, day, source, groupId, at }: Omit<Change, 'by'> & Partial<Award>,
  by: number,
): Change => ({ kind, day, source, groupId, at, by });

export function add(sums: Sums, { kind, source, by }: Pick<Change, 'kind' | 'source' | 'by'>): Sums {
  const field = fieldOf[kind];
  const changed = { ...sums, [field]: sums[field] + by };
  if (kind !== 'join' || source === null) return changed;
  return { ...changed, sources: { ...sums.sources, [source]: (sums.sources[source] ?? 0) + by } };
}

export const addAll = (sums: Sums, changes: readonly Change[]): Sums => changes.reduce(add, sums);

export const sumsOf = ({ joins, firstOrders, converted, received, handedOver, sources }: Sums): Sums => ({
  joins,
  firstOrders,
  converted,
  received,
  handedOver,
  sources,
});

const withoutZeros = (sources: Sums['sources']): [string, number][] =>
  Object.entries(sources)
    .filter(([, count]) => count !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));

export function sameSums(one: Sums, other: Sums): boolean {
  const text = (sums: Sums) =>
    JSON.stringify([{ ...sumsOf(sums), sources: null }, withoutZeros(sums.sources)]);
  return text(one) === text(other);
}

export function byDay(changes: readonly Change[]): Map<ChinaDate, Change[]> {
  const days = new Map<ChinaDate, Change[]>();
  for (const change of changes) days.set(change.day, [...(days.get(change.day) ?? []), change]);
  return days;
}

/** Joins by group, and when the last of them was. */
export function byGroup(changes: readonly Change[]): Map<string, { joins: number; lastJoinAt: Instant }> {
  const groups = new Map<string, { joins: number; lastJoinAt: Instant }>();
  for (const { kind, groupId, by, at } of changes) {
    if (kind !== 'join' || groupId === null) continue;
    const known = groups.get(groupId);
    groups.set(groupId, {
      joins: (known?.joins ?? 0) + by,
      lastJoinAt: known && known.lastJoinAt > at ? known.lastJoinAt : at,
    });
  }
  return groups;
}

const atLeastNone = (count: number): number => Math.max(0, count);

/** As a leader reads them. */
export const shownFigures = ({ joins, firstOrders, converted, received, handedOver }: Sums): Figures => ({
  joins: atLeastNone(joins),
  firstOrders: atLeastNone(firstOrders),
  converted: atLeastNone(converted),
  received: atLeastNone(received),
  handedOver: atLeastNone(handedOver),
});

export const shownSources = ({ sources }: Sums): Sums['sources'] =>
  Object.fromEntries(Object.entries(sources).filter(([, count]) => count > 0));
