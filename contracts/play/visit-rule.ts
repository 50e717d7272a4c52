import * as z from 'zod';
import { instant } from '../values';
import { prize } from './prize';

/** What the operator writes of 到店礼; publishing it gives it the next version. Made by a function: who starts cold builds none of it. */
export const visitRuleDraft = () =>
  z.object({
    isOn: z.boolean(),
    /** Of a visit, once in a store and day of China's calendar. */
    prize: prize().refine(({ kind }) => kind !== 'thanks', { message: 'a visit brings something' }),
    /** Gifts of one day, over all stores. */
    perDay: z.int().min(1).max(5),
    /** Gifts of one month of China's calendar; null: as many as there are days for. */
    perMonth: z.int().min(1).max(100).nullable(),
  });
export type VisitRuleDraft = z.output<ReturnType<typeof visitRuleDraft>>;

export const visitRule = () => visitRuleDraft().extend({ version: z.int().positive(), publishedAt: instant });
export type VisitRule = z.output<ReturnType<typeof visitRule>>;
