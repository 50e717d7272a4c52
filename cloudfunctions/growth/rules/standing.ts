import type {
  LedgerGrowth,
  ReviewNotice,
  EvaluatedTier,
  TierStanding,
} from '../../../contracts/growth/growth-ledger';
import type { PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import { DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { startOf as startOnceAnnounced } from '../../points/rules/announced';
import { comingMove, lessFrom } from './coming-move';
import { floorsOf, withFloors } from './floors';
import { giftOf, giftsOfMoves, isToday, nextGiftDay, nextOccasions, withOwed } from './gifts/gifts-owed';
import {
  foundSince,
  isAnnounced,
  nearReview,
  noticeByNow,
  noticeOf,
  noticesAhead,
} from './review/review-notice';
import { placeOf, type Ladder } from './tier-place';
import {
  advanceTier,
  floorAt,
  heldAtFirst,
  levelWith,
  missingToKeep,
  ruleAt,
  type TierFacts,
} from './tier-state';

export type Rules = readonly { from: Instant; rule: PublishedGrowthRule }[];

/** When a version begins to hold. */
export const startOf: (rule: PublishedGrowthRule & { isUntold?: boolean }) => Instant = startOnceAnnounced;

/** The first rule decides about all that was before it: who bought before there were tiers bought, too. */
export const inOrder = (versions: readonly PublishedGrowthRule[]): Rules =>
  [...versions]
    .sort((one, other) => one.version - other.version)
    .map((rule, at) => ({ from: at === 0 ? instant(0) : startOf(rule), rule }));

export const versionAt = (rules: Rules, at: Instant): PublishedGrowthRule => {
  const inForce = rules.filter(({ from }) => from <= at).at(-1)?.rule;
  if (!inForce) throw new RangeError(`no growth rule at ${at}`);
  return inForce;
};

/** A standing of somebody nothing was heard of yet. */
export const standingAtFirst = (
  _id: MemberId,
  { joinedAt, absorbed }: { joinedAt: Instant; absorbed: readonly MemberId[] },
): TierStanding => ({
  _id,
  ledgers: [_id, ...absorbed],
  joinedAt,
  held: heldAtFirst(joinedAt),
  evaluatedUpTo: instant(joinedAt - 1),
  level: 0,
  tier: null,
  tierId: null,
  floor: null,
  floorsBehind: [],
  locks: [],
  notice: null,
  reached: [],
  comingMove: null,
  ruleVersion: 0,
  spot: 0,
  version: 0,
  nextDueAt: null,
  mergedInto: null,
  birthday: null,
  giftedUpTo: null,
  owed: [],
  owedSince: null,
});

const WHOLE_NOTICE_MS = 7 * DAY_MS;

export interface Moved {
  state: TierStanding;
  /** To be told: a review is near, and something is missing. */
  announces: ReviewNotice | null;
  /** It is their birthday, and no gift says so. */
  greets: boolean;
}

type Ledger = readonly LedgerGrowth[];

export const factsOf = (state: TierStanding, entries: Ledger, rules: Rules): TierFacts => ({
  joinedAt: state.joinedAt,
  entries,
  rules,
  floors: floorsOf(state),
  locks: state.locks,
});

/** What lies further back is over: nobody is congratulated after a month. */
const LATEST_GIFT_MS = 31 * DAY_MS;

/**
 * Brings a standing up to `upTo`, before which nothing more will be heard of. A review that was not announced in time takes nothing
 * away: it waits until it was. What is given on an occasion is decided by the tier that is held on it.
 * @param now when that is written down
 */
export function movedOn(
  from: TierStanding,
  known: { entries: Ledger; rules: Rules },
  { upTo, now }: { upTo: Instant; now: Instant },
): Moved {
  let moved: Moved = { state: from, announces: null, greets: false };
  const notBefore = instant(Math.max(0, upTo - LATEST_GIFT_MS));
  const goTo = (at: Instant) => {
    const next = evaluatedOn(moved.state, known, { upTo: at, now });
    moved = { ...moved, state: next.state, announces: next.announces ?? moved.announces };
  };
  for (;;) {
    const occasions = nextOccasions(moved.state, notBefore);
    const [{ at }] = occasions;
    if (at > upTo) break;
    goTo(at);
    const rule = versionAt(known.rules, at);
    const gifts = occasions.flatMap(
      (occasion) => giftOf(rule, occasion, levelOn(moved.state, rule, at)) ?? [],
    );
    const greets =
      occasions.some((one) => isToday(one, now)) && !gifts.some(({ kind }) => kind === 'birthday');
    const state = { ...withOwed(moved.state, gifts, now), giftedUpTo: at };
    moved = { ...moved, state, greets: moved.greets || greets };
  }
  goTo(upTo);
  const giftedUpTo = instant(Math.max(upTo, moved.state.giftedUpTo ?? 0));
  return { ...moved, state: asTold({ ...moved.state, giftedUpTo }, known.entries, known.rules) };
}

/** What was held on an occasion: a floor that was set later holds from then on. */
const levelOn = (state: TierStanding, rule: PublishedGrowthRule, at: Instant): number => {
  const set = floorsOf(state).filter(({ from, setAt = from }) => setAt <= at);
  return Math.max(placeOf(rule, state.held.earned), floorAt(rule, set, at));
};

/** The same without the calendar's occasions. */
function evaluatedOn(
  from: TierStanding,
  known: { entries: Ledger; rules: Rules },
  { upTo, now }: { upTo: Instant; now: Instant },
): Omit<Moved, 'greets'> {
  const { state, announces } = reviewedOn(from, known, { upTo, now });
  const near = nearReview(state, upTo) ?? foundSince(state, known);
  if (!near) return { state: asTold(state, known.entries, known.rules), announces };
  const notice = noticeOf(state, known, near, now);
  const told = asTold({ ...state, notice }, known.entries, known.rules);
  return { state: told, announces: notice.missing > 0 ? notice : announces };
}

/** Growth that begins to count, and reviews, up to there; it tells of none that is only near. */
export function reviewedOn(
  from: TierStanding,
  { entries, rules }: { entries: Ledger; rules: Rules },
  { upTo, now }: { upTo: Instant; now: Instant },
): Omit<Moved, 'greets'> {
  let state = from;
  let announces: ReviewNotice | null = null;
  const evaluate = (to: number) => {
    const at = instant(Math.max(to, state.evaluatedUpTo));
    const { held, moves } = advanceTier(factsOf(state, entries, rules), state, at);
    const { gifts, reached } = giftsOfMoves(state.reached, moves, (then) => versionAt(rules, then));
    state = withOwed({ ...state, held, evaluatedUpTo: at, reached }, gifts, now);
  };
  for (let review = nextReview(state, upTo); review !== null; review = nextReview(state, upTo)) {
    // Up to the millisecond before, what the review will find is known, but for what counts with it.
    if (state.evaluatedUpTo < review) evaluate(review - 1);
    if (state.held.nextReviewAt !== review) continue;
    if (
      !isAnnounced(state, review) &&
      missingToKeep(factsOf(state, entries, rules), state.held, review) > 0
    ) {
      announces = noticeOf(state, { entries, rules }, { reviewAt: review, days: 7 }, now);
      state = { ...withLock(state, review, rules, now), notice: announces };
    }
    evaluate(review);
  }
  evaluate(upTo);
  return { state, announces };
}

const nextReview = ({ held: { nextReviewAt } }: TierStanding, upTo: Instant): Instant | null =>
  nextReviewAt !== null && nextReviewAt <= upTo ? nextReviewAt : null;

function withLock(state: TierStanding, review: Instant, rules: Rules, now: Instant): TierStanding {
  const graceMs = ruleAt(rules, review).graceDays * DAY_MS;
  const until = instant(Math.max(now + WHOLE_NOTICE_MS, review + graceMs));
  return { ...state, locks: [...state.locks, { from: review, until }] };
}

/** What the member has by now, and when there is something to do next. */
export function asTold(state: TierStanding, entries: Ledger, rules: Rules): TierStanding {
  const { evaluatedUpTo } = state;
  const rule = versionAt(rules, evaluatedUpTo);
  const level = levelWith(factsOf(state, entries, rules), state.held, evaluatedUpTo);
  const named = { level, tier: rule.tiers[level]?.name ?? null, tierId: idAt(rule, level) };
  const told = {
    ...withFloors(state, floorsOf(state), rule, evaluatedUpTo),
    ...named,
    ruleVersion: rule.version,
  };
  const notice = noticeByNow(told, { entries, rules });
  const next = { ...told, notice, comingMove: comingMove(told, { entries, rules }) };
  return { ...next, nextDueAt: nextDueAt(next, entries, nextGiftDay(next, rule)) };
}

function nextDueAt(
  { held, notice, floor, evaluatedUpTo, comingMove: coming }: TierStanding,
  entries: Ledger,
  giftDay: Instant | null,
): Instant | null {
  const review = held.nextReviewAt;
  const notices = noticesAhead({ held, notice });
  const all = [
    ...entries.map(({ countsFrom }) => countsFrom).filter((at) => at > evaluatedUpTo),
    ...notices,
    ...(review === null ? [] : [review]),
    ...(floor === null ? [] : [floor.until]),
    ...(giftDay === null ? [] : [giftDay]),
    ...(coming === 'rise' ? lessFrom(entries, evaluatedUpTo) : []),
  ];
  return all.length === 0 ? null : instant(Math.min(...all));
}

/** By rule the better of two: the higher tier, of the same the one that is reviewed later. */
export function betterOf(rule: Ladder, one: EvaluatedTier, other: EvaluatedTier): EvaluatedTier {
  const [own, others] = [placeOf(rule, one.held.earned), placeOf(rule, other.held.earned)];
  if (own !== others) return own > others ? one : other;
  return (one.held.nextReviewAt ?? 0) >= (other.held.nextReviewAt ?? 0) ? one : other;
}

/** What the entries come to, read from the last merge on: what is stored has to be the same. */
export function recomputed(state: TierStanding, entries: Ledger, rules: Rules): EvaluatedTier {
  const bases = entries.filter(({ memberId, standing }) => memberId === state._id && standing !== null);
  const base = bases.reduce<LedgerGrowth | null>(
    (last, entry) => (last === null || isAfter(entry, last) ? entry : last),
    null,
  )?.standing ?? { held: heldAtFirst(state.joinedAt), evaluatedUpTo: instant(state.joinedAt - 1) };
  const { held } = advanceTier(
    factsOf(state, entries, rules),
    { held: base.held, evaluatedUpTo: base.evaluatedUpTo },
    state.evaluatedUpTo,
  );
  return { held, evaluatedUpTo: state.evaluatedUpTo };
}

const isAfter = (one: LedgerGrowth, other: LedgerGrowth): boolean => inTurn(one, other) > 0;

/** Merges of a ledger in the order in which its owner’s standing followed them. */
export const inTurn = (one: LedgerGrowth, other: LedgerGrowth): number =>
  one.recordedAt - other.recordedAt ||
  (one.standing?.version ?? 0) - (other.standing?.version ?? 0) ||
  (one._id > other._id ? 1 : -1);
