import * as z from 'zod';
import { WHOLE } from '../primitives/play/odds';
import { shown, unshown } from '../text-marks';
import { instant } from '../values';
import { prize } from './prize';

const wheelPrize = () =>
  z.object({
    /** Its own for ever: what was given of it is counted under it, whatever the rule becomes. */
    id: unshown(z.string().regex(/^[a-z0-9-]{4,30}$/), 'a name of ours'),
    name: shown(z.string().trim().min(1).max(20)),
    prize: prize(),
    /** Parts of a million. */
    weight: z.int().min(0).max(WHOLE),
    /** How many are given in all; null: as many as are won. */
    stock: z.int().min(1).max(1_000_000).nullable(),
  });
export type WheelPrize = z.output<ReturnType<typeof wheelPrize>>;

const fields = () =>
  z.object({
    isOn: z.boolean(),
    from: instant.nullable(),
    until: instant.nullable(),
    /** In the order of the wheel; what their odds leave is 谢谢参与. */
    prizes: z
      .array(wheelPrize())
      .min(1)
      .max(8)
      .refine((prizes) => new Set(prizes.map(({ id }) => id)).size === prizes.length, {
        message: 'each has an id of its own',
      })
      .refine((prizes) => prizes.reduce((sum, { weight }) => sum + weight, 0) <= WHOLE, {
        message: 'together no more than everything',
      }),
    /** Of whom the odds are once a prize is gone; null: nobody's, 谢谢参与. */
    fallbackId: unshown(z.string(), 'a name of ours').nullable(),
    freePerDay: z.int().min(0).max(10),
    perDay: z.int().min(1).max(100),
    inTotal: z.int().min(1).max(10_000).nullable(),
    /** A chance for points; null: none are sold. */
    chance: z.object({ points: z.int().min(1).max(100_000), perDay: z.int().min(1).max(100) }).nullable(),
    /** How to reach whoever organises it. */
    contact: shown(z.string().trim().min(2).max(40)),
  });
type Fields = z.output<ReturnType<typeof fields>>;

/** What is gone cannot take the place of what is gone. */
const hasFallback = ({ fallbackId, prizes }: Fields): boolean =>
  fallbackId === null || prizes.some(({ id, stock }) => id === fallbackId && stock === null);
const hasTime = ({ from, until }: Fields): boolean => from === null || until === null || from < until;

/** What the operator writes of the wheel (转盘); publishing it gives it the next version. */
export const wheelRuleDraft = () =>
  fields()
    .refine(hasFallback, { message: 'a prize without an end takes the place', path: ['fallbackId'] })
    .refine(hasTime, { message: 'it ends after it begins', path: ['until'] });
export type WheelRuleDraft = Fields;

export const wheelRule = () => fields().extend({ version: z.int().positive(), publishedAt: instant });
export type WheelRule = z.output<ReturnType<typeof wheelRule>>;
