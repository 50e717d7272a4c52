import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { fenAmount, instant } from '../values';
import { segmentRule } from './segment-rule';

const count = z.int().nonnegative();
const score = z.int().min(1).max(5);
const four = <Value extends z.ZodType>(value: Value) => z.array(value).length(4);

/** Who bought within a year, in five parts by how lately, how often and for how much. */
export const rfmOperations = {
  readRfm: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      /** The last value of each part but the highest, from the lowest; null: nobody bought within a year. */
      cuts: z.object({ daysAgo: four(count), orders: four(count), amountFen: four(fenAmount) }).nullable(),
      /** Those somebody is in, with the rule that holds of exactly them; 5 is the best. */
      cells: z.array(z.object({ r: score, f: score, m: score, about: count, rule: segmentRule() })),
      /** Of so many members; fewer than `all`: the numbers are of a sample. */
      looked: count,
      all: count,
      now: instant,
    }),
  }),
};
export type RfmApi = ApiOf<typeof rfmOperations>;
