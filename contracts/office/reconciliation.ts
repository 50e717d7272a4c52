import * as z from 'zod';
import { callLimit } from '../limit';
import { operation } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { instant } from '../values';
import { reconciliationCheck, reconciliationFinding } from './kept-values';

const runView = z.object({
  begunAt: instant,
  finishedAt: instant,
  /** Documents that were looked at. */
  looked: z.int().nonnegative(),
  /** Differences in all; the first of them follow. */
  differences: z.int().nonnegative(),
  found: z.array(reconciliationFinding),
});

export const reconciliationView = z.object({
  check: reconciliationCheck,
  /** Null: it has never ended. */
  last: runView.nullable(),
  /** Null: it does not run now. */
  running: z.object({ begunAt: instant, looked: z.int().nonnegative() }).nullable(),
  nextAt: instant,
});
export type ReconciliationView = z.output<typeof reconciliationView>;

export const reconciliationOperations = {
  readReconciliation: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ checks: z.array(reconciliationView), now: instant }),
  }),
  /** All of them begin within the next minute; one that runs goes on. */
  startReconciliation: operation({
    actor: 'operator',
    limit: callLimit('reconciliation', 10, 10 * MINUTE_MS),
    idempotency: { decidedBy: 'reconciliations/<check>.dueAt: what is due is due' },
    input: z.object({}),
    output: z.object({ started: z.int().nonnegative() }),
  }),
};
