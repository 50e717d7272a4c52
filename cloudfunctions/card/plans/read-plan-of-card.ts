import type { MemberCard } from '../../../contracts/card/card';
import type { CardPlanId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

export const planVersionId = (planId: CardPlanId, version: number): string => `${planId}:${version}`;

/**
 * The plan of a card as it was when the card was given: a change of the plan is for cards given later. One call more only for cards
 * older than the last change. Null when there is no such plan.
 */
export async function readPlanOfCard(
  store: Pick<ReadStore, 'cardPlans' | 'cardPlanVersions'>,
  { planId, planVersion }: Pick<MemberCard, 'planId' | 'planVersion'>,
): Promise<DocumentOf<'cardPlans'> | null> {
  const plan = await store.cardPlans.get(planId);
  if (!plan || plan.version === planVersion) return plan;
  const then = await store.cardPlanVersions.get(planVersionId(planId, planVersion));
  return then && { ...plan, name: then.name, benefits: then.benefits, memberRate: then.memberRate };
}
