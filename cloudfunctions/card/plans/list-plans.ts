import type { CardPlanId } from '../../../contracts/primitives/ids';
import { cardPlanId } from '../../../contracts/values';
import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import { readJoinOffer } from '../read-join-offer';
import { shownTerms, planTerms, viewPlan } from './plan';

const PAGE = 200;
const MOST_VERSIONS = 50;
/** Before every plan: a query of all of them still needs a condition. */
const FIRST_PLAN = cardPlanId.parse('plan_0');

export async function listPlans({ store }: ReadCall<'operator'>) {
  const [all, offer] = await Promise.all([
    allPages((cursor) =>
      store.cardPlans.find({ where: { _id: moreThan(FIRST_PLAN) }, orderBy: '_id', limit: PAGE, cursor }),
    ),
    readJoinOffer(store),
  ]);
  return {
    plans: all.map(viewPlan),
    joining: offer && { planName: offer.plan.name, packName: offer.pack.name },
  };
}

/** @throws TuankaError card_plan_not_found */
export async function listPlanVersions({ store }: ReadCall<'operator'>, { planId }: { planId: CardPlanId }) {
  const [, { items }] = await Promise.all([
    store.cardPlans.require(planId, 'card_plan_not_found'),
    store.cardPlanVersions.find({
      where: { planId },
      orderBy: 'version',
      direction: 'desc',
      limit: MOST_VERSIONS,
    }),
  ]);
  return {
    versions: items.map((one) => ({
      version: one.version,
      terms: shownTerms(planTerms(one)),
      until: one.until,
      changedBy: one.changedByName,
    })),
  };
}
