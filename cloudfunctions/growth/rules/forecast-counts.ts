import type { ForecastCounts } from '../../../contracts/growth/forecast';
import type { LedgerGrowth, OwedGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { giftKeyOf } from './gifts/gifts-owed';
import { tierIdOf } from './privileges';
import { movedOn, versionAt, type Rules } from './standing';
import { placeOf, type Ladder } from './tier-place';
import { isKept } from './tiers-between';

/** What somebody will have: now, and then, if nothing more is bought, refunded or done. */
export interface Outlook {
  before: TierStanding;
  after: TierStanding;
  /** The place of before, by the rule of now; that of `after` is by the rule of then. */
  stood: number;
  /** Null: they keep their tier, whatever place it has. */
  move: 'rise' | 'fall' | null;
}

/** What is known of everybody: the rules with what is to come, and the one in force now. */
interface Known {
  rules: Rules;
  current: Ladder;
}

/** The sweep comes minutes after its cause: written down then, as it will be. */
const SWEPT_AFTER_MS = 3 * MINUTE_MS;

/**
 * Lives a member's standing up to an instant as the sweep will: a step for each thing that falls due, since a notice that is given in time
 * makes another review of it than one that is found missing.
 */
export function outlookOf(
  before: TierStanding,
  known: Known & { entries: readonly LedgerGrowth[] },
  at: Instant,
): Outlook {
  let after = before;
  const starts = known.rules.map(({ from }) => from).filter((from) => from > before.evaluatedUpTo);
  for (;;) {
    const dueAt = [...starts, ...(after.nextDueAt === null ? [] : [after.nextDueAt])]
      .filter((due) => due > after.evaluatedUpTo)
      .reduce<Instant>((first, due) => (due < first ? due : first), at);
    const upTo = dueAt < at ? dueAt : at;
    after = movedOn(after, known, { upTo, now: addMs(upTo, SWEPT_AFTER_MS) }).state;
    if (upTo < at) continue;
    const stood = placeOf(known.current, tierIdOf(before));
    return { before, after, stood, move: moveOf(known, stood, { level: after.level, at }) };
  }
}

/** Of a tier that is gone whoever had it moves into the one that stands for it. */
function moveOf(
  { rules, current }: Known,
  stood: number,
  { level, at }: { level: number; at: Instant },
): Outlook['move'] {
  const then = versionAt(rules, at);
  const standsIn = placeOf(then, idAt(current, stood));
  if (level !== standsIn) return level > standsIn ? 'rise' : 'fall';
  if (isKept(current, stood, then)) return null;
  return (then.tiers[level]?.entry ?? 0) < (current.tiers[stood]?.entry ?? 0) ? 'fall' : 'rise';
}

/** What will be owed that is not now. */
export function giftsAhead({ before, after }: Outlook): OwedGift[] {
  const known = new Set(before.owed.map(giftKeyOf));
  return after.owed.filter((gift) => !known.has(giftKeyOf(gift)));
}

export const nothingCounted = (tiers: number): ForecastCounts => ({
  looked: 0,
  before: Array.from({ length: tiers }, () => 0),
  after: Array.from({ length: tiers }, () => 0),
  moves: [],
  gifts: [],
  movers: [],
});

/** So many of those who move are named. */
const MOST_NAMED = 100;

export function withCounted(counts: ForecastCounts, all: readonly Outlook[]): ForecastCounts {
  const moved = all.filter(({ move }) => move !== null);
  const gifts = all.flatMap(giftsAhead);
  return {
    looked: counts.looked + all.length,
    before: counted(
      counts.before,
      all.map(({ stood }) => stood),
    ),
    after: counted(
      counts.after,
      all.map(({ after }) => after.level),
    ),
    moves: added(
      counts.moves,
      moved.map(({ stood, after }) => ({ from: stood, to: after.level, members: 1 })),
      (one, other) => one.from === other.from && one.to === other.to,
    ),
    gifts: added(
      counts.gifts,
      gifts.map(({ packId }) => ({ packId, members: 1 })),
      (one, other) => one.packId === other.packId,
    ),
    movers: [
      ...counts.movers,
      ...moved.map(({ before, stood, after }) => ({ memberId: before._id, from: stood, to: after.level })),
    ].slice(0, MOST_NAMED),
  };
}

const counted = (levels: readonly number[], more: readonly number[]): number[] =>
  levels.map(
    (members, level) => members + more.filter((one) => Math.min(one, levels.length - 1) === level).length,
  );

const added = <One extends { members: number }>(
  known: readonly One[],
  more: readonly One[],
  isSame: (one: One, other: One) => boolean,
): One[] =>
  more.reduce<One[]>(
    (all, one) => {
      const at = all.findIndex((other) => isSame(one, other));
      return at < 0
        ? [...all, one]
        : all.map((other, place) =>
            place === at ? { ...other, members: other.members + one.members } : other,
          );
    },
    [...known],
  );

/** As many as either of two rules has. */
export const levelsOf = (one: GrowthRule, other: GrowthRule): number =>
  Math.max(one.tiers.length, other.tiers.length);
