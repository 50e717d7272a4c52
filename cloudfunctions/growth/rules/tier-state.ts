import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { idAt } from '../../../contracts/primitives/tier/tier-id';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import {
  countedAfter,
  earnedInTime,
  earnedWithin,
  growthAt,
  hindsight,
  isMoneyBack,
  type GrowthEntry,
} from './growth-entry';
import { reviewAfter } from './review/review-date';
import { placeOf, standIn, type Ladder } from './tier-place';

/** While it runs nobody falls below its tier. It has a reason and an end, and what was earned meanwhile stays as it was. */
export interface Floor {
  /** The tier's id. */
  level: number;
  from: Instant;
  until: Instant;
}

export type RuleOfTiers = GrowthRule & Ladder;

export interface TierFacts {
  joinedAt: Instant;
  entries: readonly GrowthEntry[];
  /** By the instant from which they hold; the first before anybody joined. */
  rules: readonly { from: Instant; rule: RuleOfTiers }[];
  floors: readonly Floor[];
  /** While one runs a review takes nothing away. */
  locks: readonly { from: Instant; until: Instant }[];
}

export interface TierMove {
  at: Instant;
  /** Places by the rule in force at that instant. */
  from: number;
  to: number;
  why: 'rose' | 'fell' | 'money_came_back';
}

export interface TierState {
  /** Place in the rule's list of tiers: what the member has, floor included. */
  level: number;
  /** The id of the same without a floor. */
  earned: number;
  /** Since when `earned` is held. */
  since: Instant;
  /** When it can fall next; null on the lowest tier. */
  nextReviewAt: Instant | null;
  /** A review found too little, and it can still be kept until `nextReviewAt`. */
  isInGrace: boolean;
  /** The review was then, and waits until `nextReviewAt` for what happened before and is pending; null: it waits for nothing. */
  dueBy: Instant | null;
  /** In grace, when the review was that found too little: whoever is kept is reviewed next as if it had been found then; null: in none. */
  reviewedAt: Instant | null;
  /** What the review asked for on its day, while it waits or is in grace; null: it is to come, or there is none. */
  asked: number | null;
  /** How far what the next review asks for is earned. */
  periodFrom: Instant;
  moves: readonly TierMove[];
}

/** What is held without a floor, and `before`: what was held after the last review, or at joining, which was at `sureSince`. */
export type Held = Omit<TierState, 'level' | 'moves'> & { before: number; sureSince: Instant };

/** What somebody holds who has just joined. */
export const heldAtFirst = (joinedAt: Instant): Held => ({
  earned: 0,
  before: 0,
  sureSince: instant(joinedAt - 1),
  since: joinedAt,
  nextReviewAt: null,
  isInGrace: false,
  dueBy: null,
  reviewedAt: null,
  asked: null,
  periodFrom: joinedAt,
});

/**
 * The tier of a member at an instant, from the ledger, the rules and time alone, so that what is stored can be recomputed. It rises
 * the moment enough counts, over several tiers if need be; it falls at a review only, by one, after the grace. Expiry of growth by
 * itself takes nothing away.
 */
export function tierStateAt(facts: TierFacts, now: Instant): TierState {
  const { joinedAt } = facts;
  const beforeAll = instant(joinedAt - 1);
  const { held, moves } = advanceTier(facts, { held: heldAtFirst(joinedAt), evaluatedUpTo: beforeAll }, now);
  const { before: _, sureSince: __, ...state } = held;
  return { ...state, level: levelWith(facts, held, now), moves };
}

/** What a member has: what is held, or a floor that stands higher, as far as there are tiers. */
export const levelWith = ({ rules, floors }: Pick<TierFacts, 'rules' | 'floors'>, held: Held, at: Instant) =>
  Math.max(placeOf(ruleAt(rules, at), held.earned), floorAt(ruleAt(rules, at), floors, at));

export interface Evaluated {
  held: Held;
  /** Everything up to it, and at it, has been done. */
  evaluatedUpTo: Instant;
}

/** Goes on from where everything is evaluated; what changes up to then already counted, and is not looked at again. */
export function advanceTier(
  facts: TierFacts,
  { held: from, evaluatedUpTo }: Evaluated,
  now: Instant,
): { held: Held; moves: TierMove[] } {
  let held = from;
  const moves: TierMove[] = [];
  const step = (next: Held, at: Instant, why: TierMove['why']) => {
    const [from, to] = [held, next].map(({ earned }) => placeOf(ruleAt(facts.rules, at), earned));
    if (from !== undefined && to !== undefined && from !== to) moves.push({ at, from, to, why });
    held = next;
  };
  const reviewUntil = (isDue: (at: Instant) => boolean) => {
    while (held.nextReviewAt !== null && isDue(held.nextReviewAt)) {
      step(reviewed(facts, held, held.nextReviewAt), held.nextReviewAt, 'fell');
    }
  };
  for (const at of changesWithin(facts, evaluatedUpTo, now)) {
    // What begins to count in the minute of a review is in time for it.
    reviewUntil((due) => due < at);
    held = restated(facts, held, at);
    step(cameBack(facts, held, at), at, 'money_came_back');
    step(risen(facts, held, at), at, 'rose');
    step(keptInGrace(facts, held, at), at, 'fell');
  }
  reviewUntil((due) => due <= now);
  return { held, moves };
}

/** The tiers a move enters, by their ids: who jumps over one has been in it. */
export const tiersEntered = (rule: Ladder, { from, to }: Pick<TierMove, 'from' | 'to'>): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, above) => idAt(rule, from + above + 1));

/** The instants at which a tier can change other than by a review. */
export function changesWithin(
  { joinedAt, entries, rules }: TierFacts,
  after: Instant,
  now: Instant,
): Instant[] {
  const all = [joinedAt, ...entries.map(({ countsFrom }) => countsFrom), ...rules.map(({ from }) => from)];
  return [...new Set(all)]
    .filter((at) => joinedAt <= at && after < at && at <= now)
    .sort((one, other) => one - other);
}

export function ruleAt(rules: TierFacts['rules'], at: Instant): RuleOfTiers {
  const inForce = rules.filter(({ from }) => from <= at).sort((one, other) => other.from - one.from)[0];
  if (!inForce) throw new RangeError(`no growth rule at ${at}`);
  return inForce.rule;
}

/** The highest tier that so much growth value enters. */
export const levelOf = ({ tiers }: GrowthRule, growth: number): number =>
  Math.max(0, tiers.filter(({ entry }) => entry <= growth).length - 1);

export const floorAt = (rule: Ladder, floors: readonly Floor[], at: Instant): number =>
  Math.max(
    0,
    ...floors.filter(({ from, until }) => from <= at && at < until).map(({ level }) => placeOf(rule, level)),
  );

/** Who holds a tier that is gone holds what stands for it from then on, whatever becomes of the list. */
function restated({ rules }: TierFacts, held: Held, at: Instant): Held {
  const rule = ruleAt(rules, at);
  const [earned, before] = [standIn(rule, held.earned), standIn(rule, held.before)];
  return earned === held.earned && before === held.before ? held : { ...held, earned, before };
}

type Sure = Pick<Held, 'before' | 'sureSince'>;

/** A tier from now on, with a whole period before it. */
const heldFrom = (rule: RuleOfTiers, place: number, { before, sureSince }: Sure, at: Instant): Held => ({
  earned: idAt(rule, place),
  before,
  sureSince,
  since: at,
  nextReviewAt: place === 0 ? null : reviewAfter(rule.review, at, at),
  isInGrace: false,
  dueBy: null,
  reviewedAt: null,
  asked: null,
  periodFrom: at,
});

function risen({ entries, rules }: TierFacts, held: Held, at: Instant): Held {
  const rule = ruleAt(rules, at);
  const level = levelOf(rule, growthAt(entries, at));
  return level > placeOf(rule, held.earned) ? heldFrom(rule, level, held, at) : held;
}

/**
 * Where the merchant says so, a tier reached by money that came back falls at once: to what would be held had it never been paid, and
 * not below what was held after the last review.
 */
function cameBack(facts: TierFacts, held: Held, at: Instant): Held {
  const { entries, rules } = facts;
  const rule = ruleAt(rules, at);
  const isReversed = entries.some((entry) => isMoneyBack(entry) && entry.countsFrom === at);
  if (rule.refundFalls === 'at_review' || !isReversed) return held;
  const reached = changesWithin(facts, held.sureSince, at).map((then) => {
    const ruleThen = ruleAt(rules, then);
    return placeOf(rule, idAt(ruleThen, levelOf(ruleThen, hindsight(entries, then, at))));
  });
  const deserved = Math.max(placeOf(rule, held.before), ...reached);
  return deserved < placeOf(rule, held.earned) ? heldFrom(rule, deserved, held, at) : held;
}

type Asked = Pick<Held, 'earned' | 'periodFrom' | 'dueBy' | 'asked'>;
type Known = Pick<TierFacts, 'entries' | 'rules'>;

const keepBy = (rule: RuleOfTiers, tier: number): number => rule.tiers[placeOf(rule, tier)]?.keep ?? 0;

/** A review that waits, or is in grace, asks for no more than it did on its day: a stricter rule of since then is for the next one. */
export const keepOf = (
  { rules }: Pick<TierFacts, 'rules'>,
  { earned, asked }: Pick<Held, 'earned' | 'asked'>,
  at: Instant,
): number => Math.min(keepBy(ruleAt(rules, at), earned), asked ?? Infinity);

/** What a review at this instant will miss, with all that happened before it counted in; 0: the tier is kept. */
export const missingToKeep = (known: Known, held: Asked, at: Instant): number =>
  held.dueBy === null
    ? Math.max(0, keepOf(known, held, at) - earnedInTime(known.entries, held.periodFrom, at))
    : missingAt(known, held, at);

/** The same of what counts by then. */
const missingAt = (known: Known, held: Asked, at: Instant): number =>
  Math.max(0, keepOf(known, held, at) - earnedWithin(known.entries, held.periodFrom, at));

const isKept = (facts: TierFacts, held: Held, at: Instant): boolean => missingAt(facts, held, at) === 0;

/** When the review was that is decided now: it may have waited, and there is a grace. */
const reviewOf = ({ reviewedAt, dueBy }: Held, at: Instant): Instant => reviewedAt ?? dueBy ?? at;

const keptFrom = ({ rules }: TierFacts, held: Held, at: Instant): Held => ({
  ...held,
  before: held.earned,
  sureSince: at,
  nextReviewAt: reviewAfter(ruleAt(rules, at).review, held.since, reviewOf(held, at)),
  isInGrace: false,
  dueBy: null,
  reviewedAt: null,
  asked: null,
  periodFrom: at,
});

const keptInGrace = (facts: TierFacts, held: Held, at: Instant): Held =>
  (held.isInGrace || held.dueBy !== null) && isKept(facts, held, at) ? keptFrom(facts, held, at) : held;

function reviewed(facts: TierFacts, held: Held, at: Instant): Held {
  if (isKept(facts, held, at)) return keptFrom(facts, held, at);
  const rule = ruleAt(facts.rules, at);
  const asked = keepOf(facts, held, at);
  const inGrace = { ...held, isInGrace: true, dueBy: null, reviewedAt: reviewOf(held, at), asked };
  const lock = facts.locks.find(({ from, until }) => from <= at && at < until);
  if (lock) return { ...inGrace, nextReviewAt: lock.until };
  const counted = held.dueBy === null ? countedAfter(facts.entries, at) : null;
  // What was bought in time is waited for, once: by then it counts, or came back.
  if (counted !== null && missingToKeep(facts, held, at) === 0)
    return { ...held, dueBy: at, nextReviewAt: counted, asked };
  if (!held.isInGrace && rule.graceDays > 0) {
    return { ...inGrace, nextReviewAt: addMs(at, rule.graceDays * DAY_MS) };
  }
  const below = Math.max(0, placeOf(rule, held.earned) - 1);
  const fallen = heldFrom(rule, below, { before: idAt(rule, below), sureSince: at }, at);
  const next = fallen.nextReviewAt && reviewAfter(rule.review, at, reviewOf(held, at));
  return { ...fallen, nextReviewAt: next };
}
