import type { ClaimId, MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { openIdKey, unionIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { followPerson } from '../../referral/join/load-inviter';
import { countsAsOrder } from '../../referral/rules/counted-order';
import { CLOSED_KEY } from '../orders/closed-account';
import { payableOf } from '../quote/order';

type Marker = DocumentOf<'firstPayments'>;
type Payer = NonNullable<DocumentOf<'orders'>['payer']>;

/** Every identifier under which this payer is known now: a person is more than one openid. */
export const payerKeys = (payer: Payer, memberId: MemberId | null): string[] => [
  openIdKey(payer.appId, payer.openId),
  ...(payer.unionId ? [unionIdKey(payer.unionId)] : []),
  ...(memberId ? [memberId] : []),
];

interface Reading {
  identities: { get(id: string): Promise<DocumentOf<'identities'> | null> };
  members: { get(id: string): Promise<DocumentOf<'members'> | null> };
}

/**
 * Those of them that are this member's. After an undone merge WeChat names one unionid with the accounts of both, and it leads to one of
 * them: the other's first payment does not stand under it.
 */
export async function ownKeys(
  { identities, members }: Reading,
  payer: Payer,
  memberId: MemberId | null,
): Promise<string[]> {
  const keys = payerKeys(payer, memberId);
  if (memberId === null || payer.unionId === null) return keys;
  const unionKey = unionIdKey(payer.unionId);
  const identity = await identities.get(unionKey);
  if (!identity || identity.kind === 'closed' || identity.memberId === memberId) return keys;
  const person = await followPerson({ members }, await members.get(memberId));
  return identity.memberId === person?._id ? keys : keys.filter((key) => key !== unionKey);
}

/** The document that says which payment was the first of whoever has this identifier. */
export const markerOf = (key: string): string => `firstpay:${key}`;

/**
 * Whether the order stands as somebody's first: its money is more than nothing and not all back, nobody doubts whose it is, and whoever
 * paid was not frozen.
 */
export const standsAsFirst = (order: DocumentOf<'orders'>): boolean =>
  !order.ownBillHeld &&
  !order.paidFrozen &&
  countsAsOrder({ paidFen: payableOf(order), refundedFen: order.refundedFen });

/** Money of this order came back, and nobody has looked yet which of the person's orders is the first now. */
export class FirstMoves extends Error {
  constructor(readonly orderId: OrderId) {
    super(`the first order after ${orderId} is still to be found`);
  }
}

interface FirstPayment {
  isFirst: boolean;
  /** An order of theirs whose successor is still to be found, and may be another than this one. */
  moves: OrderId | null;
}

/**
 * Whether this order is the person's first payment (counted-order.ts), decided by inserting one marker per identifier. An
 * identifier that turns up later (a unionid, a membership) is linked to the same first payment; a marker whose order was
 * refunded whole is this order's. Two first payments at once: the loser's insert is a Duplicate, and its rerun finds the
 * winner's markers.
 * @throws Duplicate
 */
export async function decideFirstPayment(
  transaction: TransactionStore,
  order: DocumentOf<'orders'>,
  keys: readonly string[],
  claimId: ClaimId | null,
  now: Instant,
): Promise<FirstPayment> {
  const known: Marker[] = [];
  const missing: string[] = [];
  for (const key of keys) {
    const marker = await transaction.firstPayments.get(markerOf(key));
    if (marker) known.push(marker);
    else missing.push(markerOf(key));
  }
  const { first, moves } = await firstStanding(transaction, known, order);
  if (!first && !standsAsFirst(order)) return { isFirst: false, moves };
  const facts = first
    ? { orderId: first.orderId, claimId: first.claimId, at: first.at }
    : { orderId: order._id, claimId, at: now };
  await transaction.firstPayments.insert(...missing.map((_id) => ({ _id, ...facts })));
  for (const { _id, orderId } of known)
    if (orderId !== facts.orderId) await transaction.firstPayments.replace({ _id, ...facts });
  return { isFirst: facts.orderId === order._id, moves };
}

/** The earliest of these whose order still counts, and the first it had to look at whose money came back just now. */
export async function firstStanding(
  transaction: TransactionStore,
  markers: readonly Marker[],
  current: DocumentOf<'orders'> | null,
): Promise<{ first: Marker | null; moves: OrderId | null }> {
  let moves: OrderId | null = null;
  for (const marker of [...markers].sort((a, b) => a.at - b.at)) {
    const order = marker.orderId === current?._id ? current : await transaction.orders.get(marker.orderId);
    if (order?.movesFirst) moves ??= order._id;
    // What an erased person paid is nobody’s.
    if (order && order.payerKey !== CLOSED_KEY && standsAsFirst(order)) return { first: marker, moves };
  }
  return { first: null, moves };
}
