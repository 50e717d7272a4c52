import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { listIdentities } from '../../kit/person/list-identities';
import { unionIdKey } from '../../kit/store/query/document-ids';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { CLOSED_KEY } from '../orders/closed-account';
import { firstStanding, markerOf, standsAsFirst } from './decide-first-payment';

type Order = DocumentOf<'orders'>;
type Status = DocumentOf<'merges'>['status'];

/**
 * One person has one first payment: of two merged members the earlier one counts, and stands under the kept member, who
 * is among the keys of every later payment of theirs.
 */
export const carryFirstPayment = (store: Store, merge: CarriedMerge): Promise<void> =>
  followMarker(store, merge, [merge.keptId, merge.absorbedId], ['running', 'done']);

/**
 * What is under the kept member's own identifiers counts again; the absorbed member's marker never went away. Of what came
 * back while they were one each may have an order that is their first now: that is looked for once they are two.
 */
export async function giveBackFirstPayment(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  await partMarkers(store, merge);
  await followMarker(store, merge, [merge.keptId], ['undoing', 'undone']);
  const keys = [merge.keptId, merge.absorbedId, ...merge.identities];
  const kept = await listIdentities(store, merge.keptId);
  const markers = await store.firstPayments.getMany([...keys, ...kept.map(({ _id }) => _id)].map(markerOf));
  const orders = await store.orders.getMany([...new Set(markers.map(({ orderId }) => orderId))]);
  for (const order of orders)
    if (order.applied && !standsAsFirst(order) && order.payerKey !== CLOSED_KEY)
      await lookAgain(store, order, now);
  for (const id of [merge.keptId, merge.absorbedId]) await findOwnFirst(store, id, now);
}

const lookAgain = ({ orders }: Store, { _id }: Order, now: Instant) =>
  orders.updateIf(_id, { movesFirst: false }, { movesFirst: true, checkAt: now });

/** What they paid while they were one may stand under the identifiers of both: nobody's first payment is the other's order. */
async function partMarkers(store: Store, merge: CarriedMerge): Promise<void> {
  const { keptId, absorbedId } = merge;
  for (const [id, otherId] of [
    [keptId, absorbedId],
    [absorbedId, keptId],
  ] as const) {
    const keys = await keysOf(store, id);
    await store.transact(async (transaction) => {
      const { status } = (await transaction.merges.get(merge._id)) ?? {};
      if (status !== 'undoing' && status !== 'undone') return;
      const other = await transaction.members.get(otherId);
      const others = [otherId, ...(other?.absorbed ?? [])];
      for (const key of [...keys, id]) {
        const marker = await transaction.firstPayments.get(markerOf(key));
        const order = marker && (await transaction.orders.get(marker.orderId));
        const payerId = order?.payer?.memberId ?? null;
        if (payerId !== null && others.includes(payerId))
          await transaction.firstPayments.remove(markerOf(key));
      }
    });
  }
}

/**
 * WeChat may have named a unionid with a payment that no identifier of the account says: what stands under it goes with the order,
 * so that whoever comes with it later is new.
 */
export async function removeUnionMarker(
  { firstPayments }: Pick<TransactionStore, 'firstPayments'>,
  { _id, payer }: Order,
): Promise<void> {
  if (!payer?.unionId) return;
  const id = markerOf(unionIdKey(payer.unionId));
  const marker = await firstPayments.get(id);
  if (marker?.orderId === _id) await firstPayments.remove(id);
}

/** Whoever has none any more, or an invite whose order may have been the other's: one of their own may be it. */
async function findOwnFirst(store: Store, id: MemberId, now: Instant): Promise<void> {
  const member = await store.members.get(id);
  if (!member) return;
  const [own, referral] = await Promise.all([store.firstPayments.get(markerOf(id)), store.referrals.get(id)]);
  if (own && referral?.state !== 'counted' && referral?.state !== 'held') return;
  const { items } = await store.orders.find({
    where: {
      status: 'paid',
      applied: true,
      'payer.memberId': oneOf<MemberId | null>([id, ...member.absorbed]),
    },
    orderBy: 'createdAt',
    limit: 1,
  });
  for (const order of items) if (order.payerKey !== CLOSED_KEY) await lookAgain(store, order, now);
}

async function keysOf(store: Store, memberId: MemberId): Promise<string[]> {
  const identities = await listIdentities(store, memberId);
  return identities.filter(({ kind }) => kind === 'openid' || kind === 'unionid').map(({ _id: key }) => key);
}

async function followMarker(
  store: Store,
  { _id, keptId, absorbedId }: CarriedMerge,
  of: MemberId[],
  during: Status[],
): Promise<void> {
  const keys = (await Promise.all(of.map((memberId) => keysOf(store, memberId)))).flat();
  const members = of.includes(absorbedId) ? of : [];
  await store.transact(async (transaction) => {
    // The other direction may have begun since.
    const merge = await transaction.merges.get(_id);
    if (!merge || !during.includes(merge.status)) return;
    const first = await earliestOf(transaction, [...keys, ...members]);
    const own = markerOf(keptId);
    const now = await transaction.firstPayments.get(own);
    if (first?.orderId === now?.orderId) return;
    if (first) await transaction.firstPayments.replace({ ...first, _id: own });
    else await transaction.firstPayments.remove(own);
  });
}

async function earliestOf(
  transaction: TransactionStore,
  keys: readonly string[],
): Promise<DocumentOf<'firstPayments'> | null> {
  const markers: DocumentOf<'firstPayments'>[] = [];
  for (const key of keys) {
    const marker = await transaction.firstPayments.get(markerOf(key));
    if (marker) markers.push(marker);
  }
  return (await firstStanding(transaction, markers, null)).first;
}
