import * as z from 'zod';
import { instant, pointsAmount, storeId } from '../values';
import { shown } from '../text-marks';

/** How long earned points last, told from the moment they can be spent. Every expiry is a midnight in China. */
const expiryPolicy = z.discriminatedUnion('kind', [
  /** At least `days` full days, until the midnight after. */
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(3650) }),
  /** Until the end of the month that lies `months` later; 0 is the current one. */
  z.object({ kind: z.literal('month_end'), months: z.int().min(0).max(120) }),
  /** Until the end of the year in which the month `months` later lies. */
  z.object({ kind: z.literal('year_end'), months: z.int().min(0).max(120) }),
  z.object({ kind: z.literal('never') }),
]);
export type ExpiryPolicy = z.output<typeof expiryPolicy>;

/** Hundredths: 150 is one and a half times. */
const multiplier = z.int().min(100).max(1000);

const campaign = z
  .object({
    name: shown(z.string().min(1).max(20)),
    from: instant,
    until: instant,
    multiplier,
    /** Null: every store. */
    storeIds: z.array(storeId).min(1).nullable(),
  })
  .refine(({ from, until }) => from < until, { message: 'until is after from' });
export type Campaign = z.output<typeof campaign>;

const earnRule = z.object({
  /** Points per yuan paid. */
  pointsPerYuan: z.int().min(0).max(1000),
  /** What becomes of a fraction of a point, once per payment. */
  rounding: z.enum(['down', 'nearest']),
  /** Which items count. A payment without items counts whole unless `only` is set. */
  categories: z
    .object({ mode: z.enum(['only', 'except']), names: z.array(shown(z.string().min(1).max(20))).min(1) })
    .nullable(),
  /** Null: every store. */
  storeIds: z.array(storeId).min(1).nullable(),
  tierMultipliers: z.record(shown(z.string().min(1).max(20)), multiplier),
  birthdayMultiplier: multiplier.nullable(),
  campaigns: z.array(campaign).max(20),
  /** The most one payment earns; null: no cap. */
  perOrderCap: pointsAmount.nullable(),
  /** The most the payments of one China day earn; null: no cap. */
  perDayCap: pointsAmount.nullable(),
});
export type EarnRule = z.output<typeof earnRule>;

/** What is earned without paying; 0: nothing. */
const eventPoints = z.object({
  join: pointsAmount,
  profile: pointsAmount,
  follow: pointsAmount,
  review: pointsAmount,
  invite: pointsAmount,
});
export type EventPoints = z.output<typeof eventPoints>;
export type EarnEvent = keyof EventPoints;

/** Points as money off at checkout. */
export const offsetRule = z.object({
  /** How many points are worth one yuan; null: points take nothing off. */
  pointsPerYuan: z.int().min(1).max(100_000).nullable(),
  /** The most of the amount that points may pay, per mille. */
  mostShare: z.int().min(0).max(1000),
  /** Fewer points are not taken. */
  leastPoints: z.int().min(1),
});
export type OffsetRule = z.output<typeof offsetRule>;

/** What the operator writes; publishing it gives it the next version. */
export const pointsRuleDraft = z.object({
  earn: earnRule,
  events: eventPoints,
  offset: offsetRule,
  expiry: expiryPolicy,
  /** Days until points of a payment can be spent: the refund window. 0: at once. */
  pendingDays: z.int().min(0).max(90),
  /** Fewer points about to expire are not worth a reminder. */
  reminderLeast: z.int().min(1),
});
export type PointsRuleDraft = z.output<typeof pointsRuleDraft>;

export const pointsRule = pointsRuleDraft.extend({
  version: z.int().positive(),
  publishedAt: instant,
  /** Announced when it was published, it holds from then on; null: from publishing. */
  holdsFrom: instant.nullable().default(null),
});
export type PointsRule = z.output<typeof pointsRule>;
