import * as z from 'zod';
import { HOUR_MS, startOfChinaDate } from '../primitives/time';
import { cardPlanId, couponPackId, fenAmount, issueRuleId, storeId } from '../values';
import { shown, unshown } from '../text-marks';

const DAY_MINUTES = 1440;
const minuteOfDay = z.int().min(0).max(DAY_MINUTES);
const chinaDay = unshown(
  z.string().refine((text) => startOfChinaDate(text) !== null, 'a day, YYYY-MM-DD'),
  'a day',
);

/** Which first payment issues which card. Every range is half-open. */
export const issueRuleTerms = z.object({
  name: shown(z.string().trim().min(1).max(30)),
  enabled: z.boolean(),
  priority: z.int().min(0).max(9999).describe('the highest one that matches counts; no two rules share one'),
  fromFen: fenAmount.describe('`fromFen <= paid`'),
  untilFen: fenAmount.nullable().describe('`paid < untilFen`; null: no upper end'),
  fromDate: chinaDay.nullable().describe('first day, in China'),
  untilDate: chinaDay.nullable().describe('the day after the last one'),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .nullable()
    .describe('1 Monday … 7 Sunday; null: every day'),
  timeOfDay: z
    .object({ fromMinute: minuteOfDay, untilMinute: minuteOfDay })
    .refine(({ fromMinute, untilMinute }) => fromMinute !== untilMinute, 'from and until differ')
    .nullable()
    .describe(
      'minutes of the China day; from after until crosses midnight and belongs to the day it starts on',
    ),
  storeIds: z.array(storeId).min(1).max(100).nullable().describe('null: every store'),
  counterPayments: z.boolean().describe('payments a clerk recorded count too'),
  planId: cardPlanId,
  packId: couponPackId.nullable(),
  claimValidForMs: z
    .int()
    .min(HOUR_MS)
    .max(365 * 24 * HOUR_MS)
    .describe('ms in which the card may be claimed'),
});
export type IssueRuleTerms = z.output<typeof issueRuleTerms>;

/** What the operator writes. */
export const issueRuleDraft = issueRuleTerms
  .refine(({ fromFen, untilFen }) => untilFen === null || fromFen < untilFen, {
    message: 'untilFen is above fromFen',
  })
  .refine(({ fromDate, untilDate }) => fromDate === null || untilDate === null || fromDate < untilDate, {
    message: 'untilDate is after fromDate',
  });

export const issueRuleView = z.object({
  ruleId: issueRuleId,
  /** Sent back with a change: a change made meanwhile is not overwritten. */
  version: z.int().positive(),
  terms: issueRuleTerms,
  planName: z.string(),
  /** Null: the card comes without coupons. */
  packName: z.string().nullable(),
});
export type IssueRuleView = z.output<typeof issueRuleView>;

export const named = <Id extends z.ZodType>(id: Id) => z.array(z.object({ id, name: z.string() }));
