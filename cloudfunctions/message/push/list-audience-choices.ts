import { cardPlanId, leaderId, storeId } from '../../../contracts/values';
import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { atLeast, moreThan } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';

const PAGE = 200;
/** Before every id of its kind: a query of all of them still needs a condition. */
const FIRST = {
  store: storeId.parse('sto_0'),
  leader: leaderId.parse('ldr_0'),
  plan: cardPlanId.parse('plan_0'),
};

interface Named<Id> {
  _id: Id;
  name: string;
}

/** Every page of a list, as ids and names. */
async function namesOf<Id>(
  readPage: (cursor: string | null) => Promise<Page<Named<Id>>>,
): Promise<{ id: Id; name: string }[]> {
  const all = await allPages(readPage);
  return all.map(({ _id, name }) => ({ id: _id, name }));
}

/** Those with a version in force: of the others nobody knows yet who is in them. */
async function segmentsInForce({ store }: ReadCall<'operator'>) {
  const all = await allPages((cursor) =>
    store.segments.find({ where: { _id: atLeast('seg_') }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return all.filter(({ current }) => current !== null).map(({ _id, name }) => ({ id: _id, name }));
}

/** The stores, leaders, card plans and segments an audience may be narrowed to. */
export async function listAudienceChoices(call: ReadCall<'operator'>) {
  const { store } = call;
  const page = { orderBy: '_id', limit: PAGE } as const;
  const [stores, leaders, cardPlans, segments] = await Promise.all([
    namesOf((cursor) => store.stores.find({ ...page, where: { _id: moreThan(FIRST.store) }, cursor })),
    namesOf((cursor) => store.leaders.find({ ...page, where: { _id: moreThan(FIRST.leader) }, cursor })),
    namesOf((cursor) => store.cardPlans.find({ ...page, where: { _id: moreThan(FIRST.plan) }, cursor })),
    segmentsInForce(call),
  ]);
  return { stores, leaders, cardPlans, segments };
}
