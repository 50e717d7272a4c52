import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { unshown } from '../text-marks';
import { fenAmount, instant } from '../values';
import { armName, experimentDesign, experimentId, share, tried } from './experiment-values';

const count = z.int().nonnegative();
const name = unshown(z.string().trim().min(1).max(20), 'staff call an experiment so');

const listed = {
  id: experimentId(),
  name: z.string(),
  of: tried(),
  state: z.enum(['running', 'ended']),
  startedAt: instant,
  enrolUntil: instant,
  /** The one look that counts is not before it. */
  readAt: instant,
  endedAt: instant.nullable(),
  winner: armName().nullable(),
};

/** Whether something helped: compared with members who did not get it, with what is fixed before the start. */
export const experimentOperations = {
  listExperiments: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ experiments: z.array(z.object(listed)), now: instant }),
  }),

  readExperiment: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ experimentId: experimentId() }),
    output: z.object({
      ...listed,
      design: experimentDesign(),
      arms: z.array(
        z.object({
          arm: armName(),
          share: share().describe('of those who would enter, in parts of ten thousand'),
          dealt: count,
          /** Who came to what is tried. */
          exposed: count,
          /** Looked at for their whole window. */
          measured: count,
          /** Null until the look that counts: what is looked at every day is found by chance some day. */
          figures: z.object({ bought: count, amountFen: z.int() }).nullable(),
        }),
      ),
      /** Members who turned out to be in two arms; not counted. */
      excluded: count,
      /** How likely arms so unequal are by chance; null: nobody was dealt yet. */
      ratioChance: z.number().nullable(),
      comparisons: z.array(
        z.object({
          arm: armName(),
          against: armName(),
          what: z.enum(['amount', 'bought']),
          says: z.enum(['broken', 'too_early', 'more', 'less', 'no_difference']),
          text: z.string(),
        }),
      ),
      now: instant,
    }),
  }),

  /** How many members each arm needs for a difference of so many fen a member to be found four times of five. */
  planExperiment: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ windowDays: z.int().min(1).max(90), differenceFen: z.int().min(1).max(1_000_000) }),
    output: z.object({
      /** Null: nobody bought in that time, nothing can be said. */
      perArm: count.nullable(),
      meanFen: fenAmount,
      deviationFen: z.number().nonnegative(),
      looked: count,
    }),
  }),

  beginExperiment: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'experiments/<request>: a request begins one', byRequest: true },
    input: z.object({ name, of: tried(), design: experimentDesign() }),
    output: z.object({ experimentId: experimentId() }),
  }),

  /** Nobody is dealt any more; with a winner everybody goes its way from then on. */
  endExperiment: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'experiments/<experiment>.state: it has ended' },
    input: z.object({ experimentId: experimentId(), winner: armName().nullable() }),
    output: z.object({ state: z.literal('ended') }),
  }),
};
export type ExperimentApi = ApiOf<typeof experimentOperations>;
