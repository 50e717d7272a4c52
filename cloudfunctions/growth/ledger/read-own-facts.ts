import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

type Store = Pick<ReadStore, 'growthEntries' | 'orders' | 'identities' | 'members' | 'merges'>;
type Fact = DocumentOf<'facts'>;
type Member = DocumentOf<'members'>;
type Merge = DocumentOf<'merges'>;

const PAGE = 200;
const ofOrders: readonly string[] = ['paid', 'refunded', 'bill_held', 'bill_released'];

const orderOf = ({ refs }: Fact): string => String(refs.orderId);

/** Somebody who is one with another, or was: facts may name the other. */
const wasMerged = ({ absorbed, apartFrom }: Member): boolean => absorbed.length > 0 || apartFrom.length > 0;

/**
 * Facts of orders as those of whoever paid: while two are one they are told of the kept one, and growth is to be found by whose it is
 * when the two are taken apart. Where an order’s growth stands already, its refund goes.
 * @param living who a fact’s member is by now
 */
export async function readOwnFacts(
  store: Store,
  facts: readonly Fact[],
  living: ReadonlyMap<MemberId, Member>,
): Promise<readonly Fact[]> {
  const doubtful = facts.filter(({ kind, memberId }) => {
    const member = living.get(memberId);
    return ofOrders.includes(kind) && (!member || wasMerged(member));
  });
  if (doubtful.length === 0) return facts;
  const orderIds = [...new Set(doubtful.map(orderOf))];
  const [entries, payers] = await Promise.all([
    store.growthEntries.getMany(orderIds.map((id) => `paid:${id}`)),
    readPayers(store, orderIds),
  ]);
  const standsWith = new Map(entries.map(({ _id, memberId }) => [_id, memberId]));
  return facts.map((fact) => {
    if (!doubtful.includes(fact)) return fact;
    const orderId = orderOf(fact);
    const memberId = standsWith.get(`paid:${orderId}`) ?? payers.get(orderId) ?? fact.memberId;
    return { ...fact, memberId };
  });
}

/** By order who paid it: of two who are one, the one whose WeChat account it was. */
async function readPayers(store: Store, orderIds: readonly string[]): Promise<Map<string, MemberId>> {
  const orders = await store.orders.getMany(orderIds);
  const keys = [...new Set(orders.flatMap(({ payer }) => (payer ? [payer.key] : [])))];
  const identities = await store.identities.getMany(keys);
  const merges = await readMerges(
    store,
    identities.flatMap(({ memberId }) => (memberId === null ? [] : [memberId])),
  );
  return new Map(
    orders.flatMap(({ _id, payer }) => {
      if (!payer) return [];
      const known = identities.find((identity) => identity._id === payer.key)?.memberId ?? payer.memberId;
      const first = merges.find(({ identities: moved }) => moved.includes(payer.key));
      const memberId = first?.absorbedId ?? known;
      return memberId ? [[_id, memberId] as const] : [];
    }),
  );
}

/** Merges that hold, into any of these, whoever led there first: the earliest first. */
async function readMerges(store: Store, memberIds: readonly MemberId[]): Promise<Merge[]> {
  const members = await store.members.getMany([...new Set(memberIds)]);
  const tombstones = [...new Set(members.flatMap(({ absorbed }) => absorbed))];
  if (tombstones.length === 0) return [];
  const merges = await allPages((cursor) =>
    store.merges.find({
      where: { absorbedId: oneOf(tombstones), undoneAt: null },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  return merges.sort((one, other) => one.at - other.at);
}
