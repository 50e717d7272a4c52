import { refuse } from '../../contracts/errors';
import type { ReadCall } from '../kit/host/call';
import { readPlanOfCard } from './plans/read-plan-of-card';

/** The member's card with the benefits it was given with. */
export async function readCard({ store, member, now }: ReadCall<'member'>) {
  const plan = await readPlanOfCard(store, member.card);
  if (!plan) throw refuse('offer_not_open');
  return { card: member.card, plan: { planId: plan._id, name: plan.name, benefits: plan.benefits }, now };
}
