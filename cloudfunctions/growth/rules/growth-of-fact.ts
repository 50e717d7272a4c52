import type { LedgerGrowth, EvaluatedTier } from '../../../contracts/growth/growth-ledger';
import type { GrowthBehaviour, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { ofHoldPeriod, ofRefundPeriod, ofReleasePeriod } from './taken/doubt-period';
import { growthOfBehaviour, growthOfFrequency, growthOfPayment, growthTakenBack } from './growth-earned';
import { entryOf, growthAt, reversalOf, type GrowthEntry } from './growth-entry';
import { takenByHand } from './taken/growth-taken';

/** A fact, as far as growth is concerned. */
export interface Happened {
  _id: string;
  kind: string;
  memberId: MemberId;
  at: Instant;
  writtenAt: Instant;
  amountFen?: Fen;
  refs: Readonly<Record<string, string | number | boolean>>;
}

interface Known {
  /** All that may still matter: of the last year at least. */
  entries: readonly LedgerGrowth[];
  evaluatedUpTo: EvaluatedTier['evaluatedUpTo'];
  /** Since when the running period is earned. */
  periodFrom: Instant;
  /** The rule in force when it happened. */
  rule: PublishedGrowthRule;
  /** The profile is told whole; asked for `profile_changed` and `birthday_set` only. */
  isProfileWhole: boolean;
  now: Instant;
}

const behaviours: Readonly<Record<string, GrowthBehaviour>> = {
  survey_answered: 'review',
  invited: 'invite',
  checked_in: 'checkIn',
  profile_changed: 'profile',
  birthday_set: 'profile',
};

/** The kinds of facts growth comes from; of `joined` comes the lowest tier. */
export const growingKinds: readonly string[] = [
  'joined',
  'paid',
  'refunded',
  'bill_held',
  'bill_released',
  ...Object.keys(behaviours),
];

/** What a fact writes into the ledger: nothing, if it is there already or brings nothing. */
export function entriesOfFact(fact: Happened, known: Known): LedgerGrowth[] {
  if (fact.kind === 'paid') return ofPayment(fact, known);
  if (fact.kind === 'refunded') return ofRefund(fact, known);
  if (fact.kind === 'bill_held') return ofDoubt(fact, known, true);
  if (fact.kind === 'bill_released') return ofDoubt(fact, known, false);
  const behaviour = behaviours[fact.kind];
  return behaviour ? ofBehaviour(fact, behaviour, known) : [];
}

/** What was evaluated stays: nothing counts from before it, whenever it is heard of. */
const countsFromAtLeast = ({ writtenAt }: Happened, { evaluatedUpTo }: Known, at: Instant): Instant =>
  instant(Math.max(at, writtenAt, evaluatedUpTo + 1));

const has = ({ entries }: Known, id: string): boolean => entries.some(({ _id }) => _id === id);

type Line = Pick<LedgerGrowth, '_id' | 'source'> &
  Partial<Pick<LedgerGrowth, 'memberId' | 'of' | 'amountFen' | 'ruleVersion'>>;

const written = (fact: Happened, known: Known, line: Line, counted: GrowthEntry): LedgerGrowth => ({
  memberId: fact.memberId,
  cause: fact._id,
  of: null,
  amountFen: null,
  ruleVersion: known.rule.version,
  standing: null,
  recordedAt: known.now,
  ...counted,
  ...line,
});

const earned = (fact: Happened, known: Known, line: Line, delta: number, countsFrom: Instant): LedgerGrowth =>
  written(fact, known, line, entryOf(known.rule.lifetime, delta, fact.at, countsFrom));

/** A payment is a line also when it earns nothing: it is one of the month's orders. */
function ofPayment(fact: Happened, known: Known): LedgerGrowth[] {
  const { rule, entries } = known;
  const orderId = String(fact.refs.orderId);
  const _id = `paid:${orderId}`;
  if (has(known, _id)) return [];
  const amountFen = fact.amountFen ?? fen(0);
  const countsFrom = countsFromAtLeast(fact, known, addMs(fact.at, rule.pendingDays * DAY_MS));
  const paid = earned(
    fact,
    known,
    { _id, source: 'paid', amountFen },
    growthOfPayment(rule, amountFen),
    countsFrom,
  );
  const month = monthOf(fact.at);
  const ofMonth = entries.filter(
    (entry) => entry.source === 'paid' && monthOf(entry.occurredAt) === month && isOrder(entries, entry),
  );
  const wasGiven = entries.some(
    (entry) => entry.source === 'frequency' && monthOf(entry.occurredAt) === month && stands(entries, entry),
  );
  // An order of before this rule was its month's n-th then, or was none: the rule gives nothing for it, nor the next instead of it.
  const before = ofMonth.filter(({ ruleVersion }) => ruleVersion !== rule.version).length;
  const wasPassed = rule.frequency !== null && before >= rule.frequency.order;
  const bonus = wasGiven || wasPassed ? 0 : growthOfFrequency(rule, ofMonth.length + 1);
  if (bonus === 0) return [paid];
  const line = { _id: `frequency:${orderId}`, source: 'frequency' as const };
  return [paid, earned(fact, known, line, bonus, countsFrom)];
}

const monthOf = (at: Instant): string => chinaDateOf(at).slice(0, 'YYYY-MM'.length);
const yearOf = (at: Instant): string => chinaDateOf(at).slice(0, 'YYYY'.length);

const backOf = (entries: readonly LedgerGrowth[], { _id }: LedgerGrowth): Fen =>
  fen(entries.filter(({ of }) => of === _id).reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0));

const isWholeBack = (entries: readonly LedgerGrowth[], paid: LedgerGrowth): boolean =>
  paid.amountFen !== null &&
  backOf(entries, paid) >= paid.amountFen &&
  entries.some(({ of, source }) => of === paid._id && source === 'refunded');

/** Whose bill it was is doubted, and not decided yet. */
const isHeld = (entries: readonly LedgerGrowth[], { _id }: LedgerGrowth): boolean => {
  const count = (what: LedgerGrowth['source']) =>
    entries.filter(({ of, source }) => of === _id && source === what).length;
  return count('held') > count('released');
};

const isOrder = (entries: readonly LedgerGrowth[], paid: LedgerGrowth): boolean =>
  !isWholeBack(entries, paid) && !isHeld(entries, paid);

/** What is left of it in the ledger. */
const netOf = (entries: readonly LedgerGrowth[], one: LedgerGrowth): number =>
  entries.filter(({ of }) => of === one._id).reduce((sum, { delta }) => sum + delta, one.delta);

/** A month's bonus that its order still has, or will have again when the doubt about it ends. */
const stands = (entries: readonly LedgerGrowth[], bonus: LedgerGrowth): boolean =>
  netOf(entries, bonus) + takenByHand(entries, bonus) > 0 ||
  entries.some((paid) => paid._id === bonus._id.replace('frequency:', 'paid:') && isHeld(entries, paid));

/** Takes back, or gives (less than nothing), of what a line of the order earned. */
const back = (
  fact: Happened,
  known: Known,
  of: LedgerGrowth,
  taken: number,
  line: Pick<LedgerGrowth, '_id' | 'source' | 'amountFen'> & { period: { keepsFrom?: Instant } },
): LedgerGrowth => {
  const { period, ...named } = line;
  const reversal = reversalOf(of, taken, countsFromAtLeast(fact, known, fact.at));
  return written(
    fact,
    known,
    { ...named, of: of._id, memberId: of.memberId, ruleVersion: of.ruleVersion },
    { ...reversal, takesBack: { countsFrom: of.countsFrom, ...period }, occurredAt: fact.at },
  );
};

/** All that is left of it goes while the bill is held, and is there again afterwards, but for what refunds took meanwhile. */
function ofDoubt(fact: Happened, known: Known, isDoubted: boolean): LedgerGrowth[] {
  const { entries } = known;
  const orderId = String(fact.refs.orderId);
  const paid = entries.find((entry) => entry._id === `paid:${orderId}`);
  if (!paid || has(known, fact._id) || isHeld(entries, paid) === isDoubted) return [];
  const source = isDoubted ? ('held' as const) : ('released' as const);
  const paidFen = paid.amountFen ?? fen(0);
  const refunded = { paidFen, refundedFen: fen(0), amountFen: backOf(entries, paid) };
  const left = paid.delta - growthTakenBack(paid.delta, refunded) - takenByHand(entries, paid);
  const stays = isDoubted ? 0 : Math.max(0, left);
  const endsAt = countsFromAtLeast(fact, known, fact.at);
  const period = isDoubted
    ? ofHoldPeriod(entries, paid, known.periodFrom)
    : ofReleasePeriod(entries, paid, known.periodFrom, endsAt);
  const line = { source, amountFen: null, period };
  const lines = [back(fact, known, paid, netOf(entries, paid) - stays, { ...line, _id: fact._id })];
  const bonus = entries.find((entry) => entry._id === `frequency:${orderId}`);
  const bonusStays = bonus && !isDoubted && !isWholeBack(entries, paid) ? bonus.delta : 0;
  if (bonus && netOf(entries, bonus) !== bonusStays)
    lines.push(
      back(fact, known, bonus, netOf(entries, bonus) - bonusStays, { ...line, _id: `${fact._id}:frequency` }),
    );
  return lines;
}

/**
 * At the rate it was earned, in the ledger it stands in; what came by the order's number goes with the whole order. Of one that is held
 * nothing is left to take: what came back is known when it is released.
 */
function ofRefund(fact: Happened, known: Known): LedgerGrowth[] {
  const { entries } = known;
  const orderId = String(fact.refs.orderId);
  const refundId = String(fact.refs.refundId);
  const _id = `refunded:${refundId}`;
  const paid = entries.find((entry) => entry._id === `paid:${orderId}`);
  if (!paid || has(known, _id)) return [];
  const amountFen = fact.amountFen ?? fen(0);
  const refundedFen = backOf(entries, paid);
  const due = growthTakenBack(paid.delta, { paidFen: paid.amountFen ?? fen(0), refundedFen, amountFen });
  const taken = isHeld(entries, paid) ? 0 : takeable(entries, paid, due, fact.at);
  const line = { source: 'refunded' as const, period: ofRefundPeriod(entries, paid) };
  const lines = [back(fact, known, paid, taken, { ...line, _id, amountFen })];
  const bonus = entries.find((entry) => entry._id === `frequency:${orderId}`);
  const isWhole = refundedFen + amountFen >= (paid.amountFen ?? 0);
  if (bonus && isWhole && netOf(entries, bonus) > 0)
    lines.push(
      back(fact, known, bonus, netOf(entries, bonus), {
        ...line,
        _id: `refunded:frequency-${orderId}`,
        amountFen: null,
      }),
    );
  return lines;
}

/** What was taken of it by hand meanwhile is taken of the rest, as far as there is any: growth value is never less than nothing. */
function takeable(entries: readonly LedgerGrowth[], paid: LedgerGrowth, due: number, at: Instant): number {
  const own = netOf(entries, paid);
  if (due <= own) return due;
  return Math.min(due, Math.max(own, growthAt(entries, at > paid.countsFrom ? at : paid.countsFrom)));
}

/** A whole profile counts once for a person, other behaviour as often in a year as the rule says. */
function ofBehaviour(fact: Happened, behaviour: GrowthBehaviour, known: Known): LedgerGrowth[] {
  const isProfile = behaviour === 'profile';
  if (isProfile && !known.isProfileWhole) return [];
  const _id = isProfile ? `profile:${fact.memberId}` : `${behaviour}:${fact._id}`;
  const ofKind = known.entries.filter(({ source }) => source === behaviour);
  if (has(known, _id) || (isProfile && ofKind.length > 0)) return [];
  const thisYear = ofKind.filter(({ occurredAt }) => yearOf(occurredAt) === yearOf(fact.at)).length;
  const delta = growthOfBehaviour(known.rule, behaviour, thisYear);
  if (delta === 0) return [];
  return [earned(fact, known, { _id, source: behaviour }, delta, countsFromAtLeast(fact, known, fact.at))];
}
