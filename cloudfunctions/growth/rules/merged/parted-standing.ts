import type {
  LedgerGrowth,
  OwedGift,
  ReviewNotice,
  StoodBefore,
  TierStanding,
} from '../../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../../contracts/primitives/time';
import { floorsOf } from '../floors';
import { giftKeyOf } from '../gifts/gifts-owed';
import { isAhead, wordsOf } from '../review/notice-words';
import { noticeOf } from '../review/review-notice';
import { inTurn, reviewedOn, standingAtFirst, type Rules } from '../standing';
import { joinedStanding } from './joined-standing';

/** A merge into somebody: who came, as they stood then. */
export interface Joining {
  mergeId: string;
  absorbed: TierStanding;
  at: Instant;
  /** When the kept one had joined, before. */
  joinedAt: Instant;
}

export interface Parting {
  kept: TierStanding;
  /** Who goes. */
  parted: Joining;
  /** All others who were ever merged into the kept one: those who are part of them, and those who were. */
  others: readonly Joining[];
  /** Of everybody who is one. */
  entries: readonly LedgerGrowth[];
  rules: Rules;
  now: Instant;
}

/** Where a merge stands among those of its ledger; -1: at the beginning, of whom nothing was heard before it. */
interface Turn {
  joining: Joining;
  from: number;
  /** Infinity: it stands. */
  until: number;
  entry: LedgerGrowth | null;
}

const BEGINNING = -1;

function turnsOf({ kept, parted, others, entries }: Parting): Turn[] {
  const own = entries
    .filter(({ memberId, standing }) => memberId === kept._id && standing !== null)
    .sort(inTurn);
  const at = (id: string) => own.findIndex(({ _id }) => _id === id);
  const turns = [parted, ...others].map((joining) => {
    const [from, until] = [at(`merged:${joining.mergeId}`), at(`unmerged:${joining.mergeId}`)];
    return { joining, from, until: until < 0 ? Infinity : until, entry: own[from] ?? null };
  });
  return turns.filter(({ joining, until }) => until !== Infinity || isPart(joining, kept, others));
}

/** Of several times the last: one that left no trace when it was taken back is over. */
const isPart = ({ absorbed, at }: Joining, { ledgers }: TierStanding, others: readonly Joining[]): boolean =>
  ledgers.includes(absorbed._id) &&
  others.every((other) => other.absorbed._id !== absorbed._id || other.at <= at);

/**
 * The last instant at which the kept one stood without whoever goes and without anybody who went: what stands there was true, whatever
 * order merges are taken back in.
 */
function startOf(turns: readonly Turn[], parted: Turn): Turn {
  const isUnder = (one: Turn, start: Turn): boolean =>
    one.until !== Infinity && one.from < start.from && start.from < one.until;
  const under = turns.find((one) => isUnder(one, parted));
  return under ? startOf(turns, under) : parted;
}

/**
 * The kept one without whoever goes, as if they had never come: from where it stood before, by its own ledgers, with whoever else came
 * since coming as they came. What each brought is asked of them, not of what the kept one had become by then.
 * @returns tells: a review that is found by that, to be told
 */
export function partedStanding(parting: Parting): {
  state: TierStanding;
  tells: ReviewNotice | null;
} {
  const { kept, parted, rules, now } = parting;
  const turns = turnsOf(parting);
  const own = turns.find(({ joining }) => joining === parted);
  if (!own) throw new RangeError(`${parted.absorbed._id} is no part of ${kept._id}`);
  const start = startOf(turns, own);
  const stands = turns.filter((turn) => turn !== own && turn.until === Infinity);
  const later = stands.filter(({ from }) => from > start.from).sort((one, other) => one.from - other.from);
  const went = new Set(parted.absorbed.ledgers);
  const broughtLater = new Set(later.flatMap(({ joining }) => joining.absorbed.ledgers));
  const ledgers = kept.ledgers.filter((id) => !went.has(id) && !broughtLater.has(id));
  const before = stoodBefore(start, stands, kept);
  const owed = kept.owed.filter((gift) => isOwedApart(gift, before, parted, later));
  let state: TierStanding = { ...kept, ...before, ledgers, owed, floor: null, floorsBehind: [] };
  let tells: ReviewNotice | null = null;
  for (const { joining, entry } of later) {
    const upTo = entry?.standing?.evaluatedUpTo ?? state.evaluatedUpTo;
    const alone = reviewedOn(state, { entries: entriesOf(parting, state.ledgers), rules }, { upTo, now });
    state = joinedStanding(alone.state, joining.absorbed, rules);
    // Of a tier that is none any more nothing is told.
    tells = [alone.announces, tells].find((notice) => notice !== null && notice === state.notice) ?? null;
  }
  const stored = asStored(kept, state, {
    floors: floorsWithout(kept, parted),
    giftedUpTo: giftedUpToApart(kept, owed),
    now,
  });
  return { state: stored, tells };
}

/**
 * What was told of the coming review while they were one was told of both. Where less is there without the other, or no floor that was
 * promised, it is told once more, and is as late as that; what is told seven days before is yet to come.
 */
export function toldAnew(
  { state, tells }: ReturnType<typeof partedStanding>,
  heard: ReviewNotice,
  { entries, rules, now }: Pick<Parting, 'entries' | 'rules' | 'now'>,
): ReturnType<typeof partedStanding> {
  const near = { reviewAt: heard.reviewAt, days: 7 } as const;
  if (heard.days !== near.days || !isAhead(state)) return { state, tells };
  const own = entries.filter(({ memberId }) => state.ledgers.includes(memberId));
  const notice = { ...noticeOf(state, { entries: own, rules }, near, now), isAnew: true };
  const least = Math.min(heard.missing, heard.byNow?.missing ?? heard.missing);
  const isWorse =
    notice.missing > least ||
    (notice.missing > 0 && endOf(notice.floorUntil) < endOf(wordsOf(heard).floorUntil));
  return isWorse ? { state: { ...state, notice }, tells: notice } : { state, tells };
}

const endOf = (floorUntil: Instant | undefined): number => floorUntil ?? 0;

const entriesOf = ({ entries }: Parting, ledgers: readonly MemberId[]) =>
  entries.filter(({ memberId }) => ledgers.includes(memberId));

/** What the kept one had where it goes on from; of whom nothing was heard, what they had at first. */
function stoodBefore(
  { from, entry, joining }: Turn,
  stands: readonly Turn[],
  kept: TierStanding,
): Required<StoodBefore> {
  const known = entry?.standing?.before;
  if (from !== BEGINNING && known)
    return {
      ...known,
      joinedAt: known.joinedAt ?? joining.joinedAt,
      reached: known.reached ?? kept.reached,
      owed: known.owed ?? [],
      locks: known.locks ?? kept.locks,
    };
  const all = stands.filter((turn) => turn.from === BEGINNING).map((turn) => turn.joining.absorbed.joinedAt);
  const joinedAt = instant(Math.min(joining.joinedAt, ...all));
  const { held, evaluatedUpTo } = standingAtFirst(kept._id, { joinedAt, absorbed: [] });
  return { held, evaluatedUpTo, joinedAt, reached: [], owed: [], locks: [] };
}

/** What it owed before stays, and what others brought who stay; what a day or a tier has brought since, it comes to again by itself or not at all. */
function isOwedApart(
  gift: OwedGift,
  before: Required<StoodBefore>,
  { absorbed }: Joining,
  later: readonly Turn[],
): boolean {
  const isIn = (gifts: readonly OwedGift[]) => gifts.some((one) => giftKeyOf(one) === giftKeyOf(gift));
  if (isIn(before.owed) || later.some(({ joining }) => isIn(joining.absorbed.owed))) return true;
  return !isIn(absorbed.owed) && gift.at <= before.evaluatedUpTo;
}

/** Its calendar is looked at again from the first day that was decided while they were one, and not given yet. */
function giftedUpToApart({ owed, giftedUpTo }: TierStanding, stays: readonly OwedGift[]) {
  const days = owed.filter((gift) => gift.kind !== 'upgrade' && !stays.includes(gift)).map(({ at }) => at);
  return giftedUpTo === null ? null : instant(Math.min(giftedUpTo, ...days.map((at) => at - 1)));
}

type Floors = Pick<TierStanding, 'floor' | 'floorsBehind'>;

const inForce = ([floor, ...floorsBehind]: ReturnType<typeof floorsOf>): Floors => ({
  floor: floor ?? null,
  floorsBehind,
});

/** Whose floors go with whom. One of before they were named is known by the words it has there. */
const isOf =
  ({ absorbed }: Joining) =>
  ({ of, from, until, by }: ReturnType<typeof floorsOf>[number]): boolean =>
    of === undefined
      ? floorsOf(absorbed).some((one) => one.from === from && one.until === until && one.by === by)
      : absorbed.ledgers.includes(of);

const floorsWithout = (kept: TierStanding, parted: Joining): Floors =>
  inForce(floorsOf(kept).filter((floor) => !isOf(parted)(floor)));

/** What whoever goes takes along: their own, as far as nobody decided otherwise for both. */
export const floorsTaken = (kept: TierStanding, parted: Joining): Floors =>
  inForce(floorsOf(kept).filter(isOf(parted)));

/** What it is told to have it has until the next sweep. */
const asStored = (
  kept: TierStanding,
  { owed, ...state }: TierStanding,
  { floors, giftedUpTo, now }: { floors: Floors; giftedUpTo: Instant | null; now: Instant },
): TierStanding => {
  const { level, tier, tierId, ruleVersion } = kept;
  return {
    ...state,
    ...floors,
    ...{ level, tier, tierId, giftedUpTo, ruleVersion, owed },
    owedSince: owed.length === 0 ? null : (kept.owedSince ?? now),
    version: kept.version + 1,
    nextDueAt: addMs(state.evaluatedUpTo, 1),
  };
};
