import * as z from 'zod';
import { instant } from '../values';
import { prize } from './prize';

/** What the operator writes of 签到; publishing it gives it the next version. Made by a function: who starts cold builds none of it. */
export const checkInRuleDraft = () =>
  z.object({
    isOn: z.boolean(),
    /** Of the first day, the second …; after the last it begins again. */
    ladder: z.array(prize()).min(1).max(7),
    /** On top of the day's, once in a streak that reaches so many days. */
    bonuses: z
      .array(z.object({ days: z.int().min(2).max(365), prize: prize() }))
      .max(8)
      .refine((bonuses) => new Set(bonuses.map(({ days }) => days)).size === bonuses.length, {
        message: 'a length has one bonus',
      }),
    /** 补签; null: a day that was missed stays missed. */
    makeUp: z
      .object({
        /** How many days back. */
        within: z.int().min(1).max(14),
        perMonth: z.int().min(1).max(10),
        /** Where no card is left; null: by card only. */
        points: z.int().min(1).max(100_000).nullable(),
      })
      .nullable(),
  });
export type CheckInRuleDraft = z.output<ReturnType<typeof checkInRuleDraft>>;

export const checkInRule = () =>
  checkInRuleDraft().extend({ version: z.int().positive(), publishedAt: instant });
export type CheckInRule = z.output<ReturnType<typeof checkInRule>>;
