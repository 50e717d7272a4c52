import * as z from 'zod';
import { holdState } from './leader-hold-values';
import { operation } from '../operation';
import { cursor, instant } from '../values';
import { shown, unshown } from '../text-marks';

const leaderHoldView = z.object({
  holdId: z.string(),
  leaderName: z.string(),
  storeName: z.string(),
  /** The member, masked. */
  member: z.string(),
  /** Awards that wait. */
  awards: z.int().nonnegative(),
  heldAt: instant,
  /** Why they wait, in words for the operator. */
  reason: z.string(),
});
export type LeaderHoldView = z.output<typeof leaderHoldView>;

export const leaderHoldOperations = {
  /** Awards that wait for a decision, oldest first. */
  listHolds: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ holds: z.array(leaderHoldView), nextCursor: cursor, now: instant }),
  }),
  /** Lets held awards count, or not, with a reason for the audit log. Refuses `leader_hold_decided`, `own_affair`. */
  decideHold: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'leaderHolds/<id>.decidedBy: a repeated request gets the first answer',
      byRequest: true,
    },
    input: z.object({
      holdId: unshown(z.string().min(1).max(120), 'a name of ours'),
      decision: z.enum(['release', 'refuse']),
      reason: shown(z.string().trim().min(2).max(60)),
    }),
    output: z.object({ state: holdState }),
  }),
};
