import { idAt } from '../../../../contracts/primitives/tier/tier-id';
import { cardPlanId, leaderId, storeId } from '../../../../contracts/values';
import type { ReadCall } from '../../../kit/host/call';
import { allPages } from '../../../kit/store/query/all-pages';
import { moreThan } from '../../../kit/store/query/condition';
import type { Page } from '../../../kit/store/query/page';
import { readGrowthRule } from '../../../growth/ledger/read-rules';
import { listCategories } from '../../../payment/quote/list-categories';
import { listViews } from './save-view';

const PAGE = 200;
/** Before every id of its kind: a query of all of them still needs a condition. */
const FIRST = {
  store: storeId.parse('sto_0'),
  leader: leaderId.parse('ldr_0'),
  plan: cardPlanId.parse('plan_0'),
};

async function namesOf<Id>(readPage: (cursor: string | null) => Promise<Page<{ _id: Id; name: string }>>) {
  const all = await allPages(readPage);
  return all.map(({ _id, name }) => ({ id: _id, name }));
}

/** What the list may be narrowed to. */
export async function listMemberChoices(call: ReadCall<'operator'>) {
  const { store, now } = call;
  const page = { orderBy: '_id', limit: PAGE } as const;
  const [shops, leaders, cardPlans, rule, { categories }, views] = await Promise.all([
    allPages((cursor) => store.stores.find({ ...page, where: { _id: moreThan(FIRST.store) }, cursor })),
    namesOf((cursor) => store.leaders.find({ ...page, where: { _id: moreThan(FIRST.leader) }, cursor })),
    namesOf((cursor) => store.cardPlans.find({ ...page, where: { _id: moreThan(FIRST.plan) }, cursor })),
    readGrowthRule(store, now),
    listCategories(call),
    listViews(store),
  ]);
  const tiers = rule?.tiers.map(({ name }, place) => ({ id: idAt(rule, place), name })) ?? [];
  const stores = shops.map(({ _id, name }) => ({ id: _id, name }));
  const cities = [...new Set(shops.map(({ city }) => city).filter((city) => city !== ''))].sort();
  return { stores, cities, leaders, cardPlans, tiers, categories, views };
}
