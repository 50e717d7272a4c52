import type { ReadCall } from '../kit/host/call';

/** The member's card with the benefits of its plan. */
export async function readCard({ store, member, now }: ReadCall<'member'>) {
  const plan = await store.cardPlans.require(member.card.planId, 'offer_not_open');
  return { card: member.card, plan: { planId: plan._id, name: plan.name, benefits: plan.benefits }, now };
}
