import type { FeatureName } from '../../../contracts/audience/features';
import { conditionsOf, type Condition, type SegmentRule } from '../../../contracts/audience/segment-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { amountIn, averageIn, boughtOf, ordersIn, silentFor } from './buying-conditions';
import { earliest, latest, nextFlip, type Judged, type RuleOf, type Subject, type Verdict } from './judged';
import { NOBODY } from './nobody';
import * as person from './person-conditions';

/** A segment may be made of others, never of itself: as many steps down as there may be are more than any has. */
const MOST_STEPS = 12;

type Plain = Exclude<Condition, { if: 'segment' }>;

function judgeCondition(subject: Subject, one: Plain, now: Instant): Judged {
  switch (one.if) {
    case 'since':
      return person.since(subject, one);
    case 'silent':
      return silentFor(subject, one);
    case 'orders':
      return ordersIn(subject, one);
    case 'amount':
      return amountIn(subject, one);
    case 'average':
      return averageIn(subject, one);
    case 'category':
      return boughtOf(subject, one);
    case 'refunds':
      return person.ofRefunds(subject, one);
    case 'tier':
      return person.ofTier(subject, one);
    case 'tag':
      return person.tagged(subject, one);
    case 'tags':
      return person.ofTags(subject, one);
    case 'points':
      return person.ofPoints(subject, one);
    case 'expiring':
      return person.expiring(subject, one);
    case 'coupons':
      return person.usableCoupons(subject, one);
    case 'couponsUsed':
      return person.ofCouponsUsed(subject, one);
    case 'couponShare':
      return person.ofCouponShare(subject, one);
    case 'birthday':
      return person.birthday(subject, one, now);
    case 'leader':
      return person.ledBy(subject, one);
    case 'store':
      return person.atStore(subject, one);
    case 'city':
      return person.boughtInCity(subject, one);
    case 'source':
      return person.cameBy(subject, one);
    case 'invited':
      return person.ofInvited(subject, one);
    case 'bucket':
      return person.inBucket(subject, one);
  }
}

const certain = (value: boolean, why: string): Verdict => ({ value, validUntil: null, why });

/**
 * Whether somebody meets a rule, until when that stands if nothing is told of them, and why. A conjunction that holds stands until the first of its
 * parts may fall; one that does not, until the last of those that fail may hold; a disjunction the other way round. So what is said is
 * never said for longer than it is true.
 */
export function judge(rule: SegmentRule, subject: Subject, now: Instant, ruleOf: RuleOf, steps = 0): Verdict {
  const inner = (one: SegmentRule): Verdict => judge(one, subject, now, ruleOf, steps);
  if ('all' in rule) return together(rule.all.map(inner), true);
  if ('any' in rule) return together(rule.any.map(inner), false);
  if ('not' in rule) {
    const { value, validUntil, why } = inner(rule.not);
    return { value: !value, validUntil, why: `${why}，此条件要的是相反` };
  }
  if (rule.if === 'segment') {
    const other = steps < MOST_STEPS ? ruleOf(rule.id) : null;
    if (!other) return certain(false, '用到的人群已经不在了');
    return judge(other, subject, now, ruleOf, steps + 1);
  }
  const judged = judgeCondition(subject, rule, now);
  return {
    value: judged.holds(now),
    validUntil: nextFlip(judged, now),
    why: `${judged.is(now).trim()}（要求${judged.wanted.trimEnd()}）`,
  };
}

/** @param whole the value that all of them must have for it to be the value of the whole */
function together(verdicts: readonly Verdict[], whole: boolean): Verdict {
  const others = verdicts.filter(({ value }) => value !== whole);
  const deciding = others.length === 0 ? verdicts : others;
  const ends = deciding.map(({ validUntil }) => validUntil);
  return {
    value: others.length === 0 ? whole : !whole,
    validUntil: others.length === 0 ? earliest(ends) : latest(ends),
    why: deciding.map(({ why }) => why).join('；'),
  };
}

const WINDOWED: readonly Condition['if'][] = ['orders', 'amount', 'average'];

/** Which features a condition reads, whoever it is asked of. */
function readsOfCondition(one: Plain): FeatureName[] {
  if (WINDOWED.includes(one.if)) return 'days' in one && one.days === null ? ['orders'] : ['days'];
  return [...judgeCondition(NOBODY, one, NOBODY.of.joinedAt).reads];
}

/** Which features a rule reads, and those of the segments it is made of. */
export function readsOf(rule: SegmentRule, ruleOf: RuleOf, steps = 0): Set<FeatureName> {
  return new Set(
    conditionsOf(rule).flatMap((one): FeatureName[] => {
      if (one.if !== 'segment') return readsOfCondition(one);
      const other = steps < MOST_STEPS ? ruleOf(one.id) : null;
      return other ? [...readsOf(other, ruleOf, steps + 1)] : [];
    }),
  );
}

/** The segments a rule is made of, at any depth. */
export function segmentsIn(rule: SegmentRule, ruleOf: RuleOf, steps = 0): Set<string> {
  const direct = conditionsOf(rule).flatMap((one) => (one.if === 'segment' ? [one.id] : []));
  const deeper = direct.flatMap((id) => {
    const other = steps < MOST_STEPS ? ruleOf(id) : null;
    return other ? [...segmentsIn(other, ruleOf, steps + 1)] : [];
  });
  return new Set([...direct, ...deeper]);
}
