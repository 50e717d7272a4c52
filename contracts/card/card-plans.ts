import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { shown } from '../text-marks';
import { cardPlanId, instant } from '../values';

/** What an operator writes of a card plan. */
export const cardPlanTerms = z.strictObject({
  name: shown(z.string().trim().min(1).max(20)),
  /** Short lines such as `会员价：全场 95 折`. */
  benefits: z.array(shown(z.string().trim().min(1).max(40))).max(10),
  /** Days a card lasts from its issue; null: it does not expire. */
  validForDays: z.int().min(1).max(36_500).nullable(),
  /** Member price in per mille of the price; 1000: none. */
  memberRate: z.int().min(1).max(1000),
});
export type CardPlanTerms = z.output<typeof cardPlanTerms>;

const version = z.int().positive();

export const cardPlanView = z.object({
  planId: cardPlanId,
  version,
  terms: cardPlanTerms,
  /** The one joining gives. */
  isDefault: z.boolean(),
  /** Closed: no new cards; who has one keeps it. */
  open: z.boolean(),
});
export type CardPlanView = z.output<typeof cardPlanView>;

export const cardPlanOperations = {
  /** Every plan, and what joining gives beside the card of the default one; null: nobody can join. */
  listPlans: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      plans: z.array(cardPlanView),
      joining: z.object({ planName: z.string(), packName: z.string() }).nullable(),
    }),
  }),
  /** The versions before the one in force, newest first, as cards still have them. Refuses `card_plan_not_found`. */
  listPlanVersions: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ planId: cardPlanId }),
    output: z.object({
      versions: z.array(z.object({ version, terms: cardPlanTerms, until: instant, changedBy: z.string() })),
    }),
  }),
  /**
   * Makes a plan (`edit` null), or writes the next version of one as it was opened: cards given before keep theirs. Refuses
   * `card_plan_not_found`, `card_plan_changed` when somebody else changed it meanwhile.
   */
  savePlan: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'cardPlans/<made of the request>, or the version: the same content again changes nothing',
      byRequest: true,
    },
    input: z.object({
      edit: z.object({ planId: cardPlanId, version }).nullable(),
      terms: cardPlanTerms,
    }),
    output: z.object({ plan: cardPlanView }),
  }),
  /** Refuses `card_plan_not_found`. */
  setPlanOpen: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'cardPlans/<id>.status: open stays open, closed stays closed' },
    input: z.object({
      planId: cardPlanId,
      open: z.boolean(),
      reason: shown(z.string().trim().min(2).max(90)),
    }),
    output: z.object({ plan: cardPlanView }),
  }),
  /**
   * The plan joining gives from now on, instead of the one that was seen. Refuses `card_plan_not_found`, `card_plan_closed`,
   * `card_plan_changed` when somebody chose another meanwhile.
   */
  setDefaultPlan: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'cardPlans/<id>.isDefault: the default stays the default' },
    input: z.object({ planId: cardPlanId, instead: cardPlanId.nullable() }),
    output: z.object({ plan: cardPlanView }),
  }),
};
export type CardPlansApi = ApiOf<typeof cardPlanOperations>;
