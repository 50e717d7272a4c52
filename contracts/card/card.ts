import * as z from 'zod';
import { operation } from '../operation';
import { instant } from '../values';
import { cardPlanOperations } from './card-plans';
import { planSummary, memberCard } from './card-values';

export * from './card-values';

export const cardOperations = {
  ...cardPlanOperations,
  /** The member's card with what it gives. Refuses `not_a_member`. */
  readMine: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ card: memberCard, plan: planSummary, now: instant }),
  }),
};
