import * as z from 'zod';
import { callLimit } from '../limit';
import { operation } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { unshown } from '../text-marks';
import { chinaDate, cursor, fenAmount, instant, maskedPhone, memberId, orderId, storeId } from '../values';
import { behindKinds } from '../primitives/insight/behind';
import { figureKeys } from '../primitives/insight/figures';
import { cuts } from '../primitives/insight/measures';
import { MOST_PERIODS } from '../primitives/insight/periods';
import { sums } from './sums';

const period = z.enum(['day', 'week', 'month']);
const value = unshown(z.string().min(1).max(64), 'names a row of figures');
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const point = z.object({
  /** A day, the Monday of a week, or a month `YYYY-MM`. */
  period: z.string(),
  sums: sums(),
  /** More may still be counted into it. */
  isOpen: z.boolean(),
});

/** So many periods up to the one a day lies in; null: today, by the server's clock. */
const range = z.object({ period, until: chinaDate.nullable(), count: z.int().min(1).max(MOST_PERIODS) });

/** What may be counted again: `cohort` is who began in a month, `ever` everything there ever was. */
const checkedPeriod = z.enum(['day', 'week', 'month', 'cohort', 'ever']);

const check = z.object({
  period: checkedPeriod,
  bucket: z.string(),
  repair: z.boolean(),
  step: z.enum(['counting', 'comparing', 'missing', 'clearing', 'done']),
  progress: z.object({
    facts: z.int().nonnegative(),
    people: z.int().nonnegative(),
    rows: z.int().nonnegative(),
    /** Added to meanwhile, and not compared. */
    moved: z.int().nonnegative(),
  }),
  differing: z.int().nonnegative(),
  repaired: z.int().nonnegative(),
  /** The first of what differs. */
  found: z.array(
    z.object({ cut: z.enum([...cuts, 'offset', 'funnel']), label: z.string(), kept: sums(), due: sums() }),
  ),
  askedAt: instant,
  finishedAt: instant.nullable(),
});

/** What happened in the shop, in sums that are kept: no answer counts anything. */
export const insightOperations = {
  readSeries: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({
      range,
      cut: z.enum(cuts),
      value,
      /** `before`: as many periods just before; `year`: the same a year ago. */
      compare: z.enum(['none', 'before', 'year']),
    }),
    output: z.object({
      points: z.array(point),
      /** In the order of the points; empty without a comparison. */
      compared: z.array(point),
      /** Everything that was told until then is counted. */
      asOf: instant,
      now: instant,
    }),
  }),

  /** One period by the values of one breakdown, the largest sales first. */
  readBreakdown: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({
      period: z.enum(['day', 'week', 'month', 'ever']),
      /** A day of it; null: today. */
      day: chinaDate.nullable(),
      cut: z.enum(cuts),
      cursor,
    }),
    output: z.object({
      rows: z.array(z.object({ value: z.string(), label: z.string(), sums: sums(), before: sums() })),
      isOpen: z.boolean(),
      asOf: instant,
      nextCursor: cursor,
    }),
  }),

  /** What a figure of a day is made of, one by one, and to whom it happened; null: of every store. Of a member who is gone only what happened. */
  listBehind: operation({
    actor: 'operator',
    idempotency: 'read',
    limit: callLimit('list_members', 600, 10 * MINUTE_MS),
    input: z.object({
      figure: z.enum(figureKeys()),
      day: chinaDate,
      storeId: storeId.nullable(),
      cursor,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(behindKinds),
          at: instant,
          member: z
            .object({ memberId, nickname: z.string().nullable(), phone: maskedPhone.nullable() })
            .nullable(),
          amountFen: fenAmount.nullable(),
          /** Coupons or points; null where it is one. */
          count: z.int().nullable(),
          orderId: orderId.nullable(),
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),

  /** Has what happened then counted again from the facts, compared with what is kept, and repaired where that is asked. */
  beginCheck: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request begins once', byRequest: true },
    input: z.object({
      period: checkedPeriod,
      /** A day of it; of all time any. */
      day: chinaDate,
      repair: z.boolean(),
    }),
    output: z.object({ bucket: z.string() }),
  }),

  listChecks: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ checks: z.array(check), nextCursor: cursor }),
  }),

  /** What the shop owes in points, and what of it may never be used. */
  readLiability: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      /** Below zero where members owe more than others have. */
      points: z.int(),
      worthFen: z.int().nonnegative().nullable(),
      breakageRate: z.int().nullable(),
      expectedBreakage: z.int().nullable(),
      asOf: instant,
    }),
  }),

  /** Who began together, by month, and what became of them: twelve months up to one; null: this one. */
  readCohorts: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ until: unshown(z.string().regex(MONTH), 'a month').nullable() }),
    output: z.object({
      cohorts: z.array(
        z.object({
          month: z.string(),
          /** Whose first order that is kept was in it, and how many of them had a second within 90 days. */
          began: z.int().nonnegative(),
          secondIn90: z.int().nonnegative(),
          /** 90 days have passed for all of them. */
          is90Over: z.boolean(),
          /** By months since: who bought, and what the shop kept. Up to this month. */
          months: z.array(z.object({ buyers: z.int().nonnegative(), netFen: z.int() })),
          funnel: z.object({
            /** Guests who opened a leader’s or a friend’s code for the first time in it. */
            scanned: z.int().nonnegative(),
            /** Who joined in it, and how many of them ordered since. */
            joined: z.int().nonnegative(),
            firstOrders: z.int().nonnegative(),
            secondOrders: z.int().nonnegative(),
          }),
        }),
      ),
      asOf: instant,
      now: instant,
    }),
  }),
};
