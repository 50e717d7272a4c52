import type { MemberCard } from '../../contracts/card/card';
import type { CardNumber } from '../../contracts/primitives/codes/card-number';
import type { CardPlanId } from '../../contracts/primitives/ids';
import { addMs, type Instant } from '../../contracts/primitives/time';

interface Plan {
  _id: CardPlanId;
  version: number;
  name: string;
  /** Null: cards of this plan do not expire. */
  validForMs: number | null;
}

/** A card of the plan, valid while `now < expiresAt`. */
export const newCard = (plan: Plan, number: CardNumber, now: Instant): MemberCard => ({
  number,
  planId: plan._id,
  planName: plan.name,
  planVersion: plan.version,
  issuedAt: now,
  expiresAt: plan.validForMs === null ? null : addMs(now, plan.validForMs),
});
