import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { findMember } from '../../kit/person/find-member';
import { openIdKeysOf } from '../../kit/person/list-identities';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { restoreAward } from '../../leader/figures/restore-award';
import { bindReferral } from '../../referral/join/bind-referral';
import { CLOSED_KEY } from '../orders/closed-account';
import { decideFirstPayment, markerOf, ownKeys, standsAsFirst } from './decide-first-payment';
import { awardIfFirst, followAward } from './follow-award';
import { becomeInvites } from './follow-payment';
import { followRefund } from './follow-refund';
import { giveClaim, offerClaim } from './offer-claim';

type Order = DocumentOf<'orders'>;
type Payer = NonNullable<Order['payer']>;
type Member = DocumentOf<'members'>;

interface Moving {
  store: Store;
  now: Instant;
}

/** Whoever paid more orders than this since has one among them that counts. */
const MOST = 50;

/**
 * Money of an order came back: if it was the first and is not any more (counted-order.ts), the earliest of the same person
 * that still counts is, for leader, card and invite, as if the one before had never been. Of a payment it does what a leader
 * and an invite still wait for (follow-award.ts, follow-payment.ts). Left half way it is done again.
 */
export async function moveFirstOrder(moving: Moving, orderId: OrderId): Promise<void> {
  const { store } = moving;
  const order = await store.orders.require(orderId, 'order_not_found');
  if (!order.movesFirst) return;
  const isBack = order.refundedFen > 0 || order.undoneAt !== null || order.ownBillHeld;
  await followRefund(moving, orderId, { award: isBack, invite: isBack, points: true });
  if (order.payer && order.payerKey !== CLOSED_KEY) {
    await followAward(moving, orderId);
    await findNext(moving, order, order.payer);
  }
  // A refund or a doubt that came meanwhile is looked at again.
  const { refundedFen, ownBillHeld } = order;
  await store.orders.updateIf(
    orderId,
    { movesFirst: true, refundedFen, ownBillHeld },
    { movesFirst: false, checkAt: null },
  );
}

async function findNext(moving: Moving, order: Order, payer: Payer): Promise<void> {
  const { store, now } = moving;
  const memberId = payer.memberId ?? (await findMember(store, payer)).memberId;
  const member = memberId === null ? null : await memberNow(store, memberId);
  // Closed the account since.
  if (memberId !== null && member === null) return;
  if (member?.inviteState === 'due')
    await store.transact((transaction) => bindReferral(transaction, member._id, now));
  let isFirstOpen = !standsAsFirst(order) || !(await hasFirst(store, payer, member));
  if (!isFirstOpen && !(await lacksInviteOrder(store, member))) return;
  for (const next of await countingOrders(store, payer, member)) {
    if (isFirstOpen) await becomeFirst(moving, next, member);
    if (member) await store.transact((transaction) => becomeInvites(transaction, next._id, now));
    if (!member) return;
    isFirstOpen = false;
  }
}

/** One that two shared while they were one is the other's now, and the own one is still to be found. */
async function hasFirst(store: Store, payer: Payer, member: Member | null): Promise<boolean> {
  const keys = await ownKeys(store, payer, member?._id ?? null);
  const markers = await store.firstPayments.getMany(keys.map(markerOf));
  return markers.length > 0;
}

async function memberNow(store: Store, memberId: MemberId): Promise<Member | null> {
  const member = await store.members.get(memberId);
  return member?.mergedInto ? store.members.get(member.mergedInto) : member;
}

async function lacksInviteOrder(store: Store, member: Member | null): Promise<boolean> {
  const referral = member && (await store.referrals.get(member._id));
  return referral !== null && referral.state !== 'refused' && referral.order === null;
}

/**
 * What this person paid and kept, the earliest payment first, under whatever account. A member's are those that were paid
 * as a member's: what they paid before without a card gives nobody anything.
 */
async function countingOrders(store: Store, payer: Payer, member: Member | null): Promise<Order[]> {
  const keys = [payer.key, ...(member ? await openIdKeysOf(store, member._id) : [])];
  const applied = { status: 'paid', applied: true } as const;
  const page = { orderBy: 'createdAt', limit: MOST } as const;
  const found = await Promise.all([
    store.orders.find({ ...page, where: { ...applied, payerKey: oneOf<string | null>(keys) } }),
    member
      ? store.orders.find({
          ...page,
          where: { ...applied, 'payer.memberId': oneOf<MemberId | null>([member._id, ...member.absorbed]) },
        })
      : payer.unionId !== null &&
        store.orders.find({ ...page, where: { ...applied, 'payer.unionId': payer.unionId } }),
  ]);
  const orders = new Map(found.flatMap((one) => (one ? one.items : [])).map((order) => [order._id, order]));
  return [...orders.values()]
    .filter((order) => standsAsFirst(order) && (order.payer?.memberId === null) === (member === null))
    .sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0));
}

/** The markers are its own from now on; a member's leader is awarded, anybody else gets the card. */
async function becomeFirst(
  { store, now }: Moving,
  { _id: orderId }: Order,
  member: Member | null,
): Promise<void> {
  const claim = member ? null : await offerClaim(store, await store.orders.require(orderId, 'internal'), now);
  await store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    if (!order.payer || !standsAsFirst(order)) return;
    if (member) return awardIfFirst(transaction, order, member, now);
    const keys = await ownKeys(transaction, order.payer, null);
    const { isFirst } = await decideFirstPayment(transaction, order, keys, claim?._id ?? order.claimId, now);
    if (isFirst && claim && order.claimId === null) {
      const lines = await giveClaim(transaction, claim);
      await transaction.orders.update(orderId, {
        claimId: claim._id,
        receipts: [...order.receipts, ...lines],
      });
    }
  });
  if (member) await restoreAward(store, { memberId: member._id, orderId, now });
}
