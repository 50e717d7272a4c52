import type { LotMove, PointsLot } from '../../../contracts/points/points-ledger';
import {
  addMs,
  chinaDateOf,
  endOfChinaMonth,
  endOfChinaYear,
  type Instant,
} from '../../../contracts/primitives/time';

/**
 * Lots of one account: which are spent first, and how their number stays bounded.
 * Spending takes the open lot that expires soonest; those that never expire come last; among equals the lower id.
 */
const NEVER = Number.MAX_SAFE_INTEGER;

export const bySpendingOrder = (a: PointsLot, b: PointsLot): number =>
  (a.expiresAt ?? NEVER) - (b.expiresAt ?? NEVER) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const sumOf = (lots: readonly { points: number }[]): number =>
  lots.reduce((sum, { points }) => sum + points, 0);

export const openLots = (lots: readonly PointsLot[]): PointsLot[] =>
  lots.filter(({ state }) => state === 'open');
export const pendingLots = (lots: readonly PointsLot[]): PointsLot[] =>
  lots.filter(({ state }) => state === 'pending');

const taking = (lot: PointsLot, points: number): LotMove => ({ ...lot, points: -points });

/** Takes up to `points` from these lots in their order; what they hold less is left untaken. */
export function takeInOrder(lots: readonly PointsLot[], points: number): LotMove[] {
  const moves: LotMove[] = [];
  let left = points;
  for (const lot of lots) {
    if (left <= 0) break;
    const taken = Math.min(left, lot.points);
    moves.push(taking(lot, taken));
    left -= taken;
  }
  return moves;
}

/** Takes up to `points` from the open lots, soonest expiry first. */
export const takeSoonest = (lots: readonly PointsLot[], points: number): LotMove[] =>
  takeInOrder(openLots(lots).sort(bySpendingOrder), points);

/**
 * The lots after an entry's moves. A lot without points is gone.
 * @throws RangeError when a lot would hold less than nothing
 */
export function applyMoves(lots: readonly PointsLot[], moves: readonly LotMove[]): PointsLot[] {
  const held = new Map(lots.map((lot) => [`${lot.state} ${lot.id}`, lot]));
  for (const move of moves) {
    const key = `${move.state} ${move.id}`;
    const points = (held.get(key)?.points ?? 0) + move.points;
    if (points < 0) throw new RangeError(`lot ${move.id} would hold ${points}`);
    if (points === 0) held.delete(key);
    else held.set(key, { ...(held.get(key) ?? move), points });
  }
  return [...held.values()];
}

/** More lots of one state than this are compacted when one more is added. */
export const MOST_LOTS = 100;

/**
 * Compaction. An account that holds more than 100 lots of a state merges those that expire on the same China day, then,
 * if it must, those of the same month, then of the same year. A merged lot takes the earliest activation and the
 * latest expiry of its parts: nobody's points live shorter for it (docs/decisions, "points lots").
 * The entry that added the hundred-and-first lot carries the moves, so the ledger still adds up lot by lot.
 */
export function compactionMoves(lots: readonly PointsLot[], most = MOST_LOTS): LotMove[] {
  return (['open', 'pending'] as const).flatMap((state) => {
    const ofState = lots.filter((lot) => lot.state === state).sort(bySpendingOrder);
    if (ofState.length <= most) return [];
    for (const period of PERIODS) {
      const groups = grouped(ofState, period);
      if (groups.length <= most || period === PERIODS.at(-1)) return groups.flatMap(mergeGroup);
    }
    return [];
  });
}

type Period = (at: Instant) => string | number;
const PERIODS: readonly Period[] = [chinaDateOf, (at) => endOfChinaMonth(at), (at) => endOfChinaYear(at)];

/** What expires at midnight belongs to the day that ends. Pending lots merge only when they activate on the same day. */
function grouped(lots: readonly PointsLot[], period: Period): PointsLot[][] {
  const groups = new Map<string, PointsLot[]>();
  for (const lot of lots) {
    const until = lot.expiresAt === null ? 'never' : period(addMs(lot.expiresAt, -1));
    const from = lot.activatesAt === null ? 'now' : chinaDateOf(lot.activatesAt);
    const key = `${from} ${until}`;
    groups.set(key, [...(groups.get(key) ?? []), lot]);
  }
  return [...groups.values()];
}

const earliest = (lots: readonly PointsLot[]): Instant | null =>
  lots.reduce<Instant | null>(
    (first, { activatesAt }) =>
      first === null || (activatesAt !== null && activatesAt < first) ? activatesAt : first,
    null,
  );

/** The whole group goes into its longest-lived lot. */
function mergeGroup(group: readonly PointsLot[]): LotMove[] {
  const last = group.at(-1);
  if (!last || group.length === 1) return [];
  const merged = { ...last, points: sumOf(group), activatesAt: earliest(group) };
  return [...group.map((lot) => taking(lot, lot.points)), merged];
}
