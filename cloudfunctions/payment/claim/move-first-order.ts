import { fen } from '../../../contracts/primitives/fen';
import type { LeaderId, MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { awardFirstOrder } from '../../leader/team/record-order';
import { recordFirstOrder } from '../../referral/reward/record-first-order';
import { giveClaim, promisedClaim } from '../pay/apply-payment';
import { payableOf } from '../quote/order';
import { decideFirstPayment, markerOf, payerKeys, standsAsFirst } from './decide-first-payment';

type Order = DocumentOf<'orders'>;
type Claim = DocumentOf<'cardClaims'>;

interface Moving {
  store: Store;
  now: Instant;
}

/** Whoever paid more orders than this since has one among them that counts. */
const MOST = 50;

/**
 * Money of an order came back: if it was the first and is not any more (counted-order.ts), the earliest of the same person
 * that still counts is, for leader, card and invite, as if the one before had never been. Left half way it is done again.
 */
export async function moveFirstOrder({ store, now }: Moving, orderId: OrderId): Promise<void> {
  const order = await store.orders.require(orderId, 'order_not_found');
  if (!order.movesFirst || !order.payer) return;
  const member = await memberOf(store, order.payer.memberId);
  const isOpen = { first: !standsAsFirst(order), invite: await lacksInviteOrder(store, member?._id ?? null) };
  if (isOpen.first || isOpen.invite)
    for (const next of await countingOrders(store, order.payer.key, member?._id ?? null)) {
      const claim = next.payer?.memberId === null ? await promisedClaim(store, next, now) : null;
      await store.transact((transaction) =>
        followIn(transaction, next._id, isOpen.first ? claim : null, isOpen, now),
      );
      isOpen.first = false;
    }
  await store.orders.updateIf(orderId, { movesFirst: true }, { movesFirst: false, checkAt: null });
}

async function memberOf(store: Store, memberId: MemberId | null): Promise<DocumentOf<'members'> | null> {
  const member = memberId === null ? null : await store.members.get(memberId);
  return member?.mergedInto ? store.members.get(member.mergedInto) : member;
}

async function lacksInviteOrder(store: Store, memberId: MemberId | null): Promise<boolean> {
  const referral = memberId === null ? null : await store.referrals.get(memberId);
  return referral !== null && referral.state !== 'refused' && referral.order === null;
}

/** What this person paid and kept, the earliest payment first, under whatever openid. */
async function countingOrders(store: Store, payerKey: string, memberId: MemberId | null): Promise<Order[]> {
  const identities =
    memberId === null
      ? []
      : (await store.identities.find({ where: { memberId }, orderBy: '_id', limit: MOST })).items;
  const keys = [payerKey, ...identities.map(({ _id }) => _id).filter((key) => key.startsWith('openid:'))];
  const { items } = await store.orders.find({
    where: { payerKey: oneOf<string | null>([...new Set(keys)]), status: 'paid', applied: true },
    orderBy: 'createdAt',
    limit: MOST,
  });
  return items.filter(standsAsFirst).sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0));
}

async function followIn(
  transaction: TransactionStore,
  orderId: OrderId,
  claim: Claim | null,
  isOpen: { first: boolean; invite: boolean },
  now: Instant,
): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  if (!order.applied || !order.payer || !standsAsFirst(order)) return;
  const { memberId } = order.payer;
  const isFirst = isOpen.first && (await becomesFirst(transaction, order, claim, now));
  if (isFirst && memberId !== null) {
    const leaderId = await leaderAtSale(transaction, orderId, memberId);
    await awardFirstOrder(transaction, { orderId, memberId, leaderId, now });
  }
  const lines =
    memberId === null
      ? await giveClaim(transaction, isFirst ? claim : null)
      : await recordFirstOrder(transaction, {
          ...{ memberId, orderId, now, paidAt: order.paidAt ?? now },
          paidFen: fen(payableOf(order) - order.refundedFen),
        });
  const claimId = isFirst && claim ? claim._id : order.claimId;
  if (lines.length > 0 || claimId !== order.claimId)
    await transaction.orders.update(orderId, { claimId, receipts: [...order.receipts, ...lines] });
}

/** False for the order that has been it all the time, too: what a first order gives it has given. */
async function becomesFirst(
  transaction: TransactionStore,
  order: Order,
  claim: Claim | null,
  now: Instant,
): Promise<boolean> {
  if (!order.payer) return false;
  const keys = payerKeys(order.payer, order.payer.memberId);
  for (const key of keys)
    if ((await transaction.firstPayments.get(markerOf(key)))?.orderId === order._id) return false;
  return decideFirstPayment(transaction, order, keys, claim?._id ?? null, now);
}

/** Whose team it was when it was paid, as the payment told. */
async function leaderAtSale(
  transaction: TransactionStore,
  orderId: OrderId,
  memberId: MemberId,
): Promise<LeaderId | null> {
  const told = await transaction.facts.get(`paid:${orderId}`);
  if (told) return told.leaderId ?? null;
  return (await transaction.members.get(memberId))?.leaderId ?? null;
}
