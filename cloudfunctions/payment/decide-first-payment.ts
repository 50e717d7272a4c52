import type { ClaimId, MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { openIdKey, unionIdKey } from '../kit/store/document-ids';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';

type Payer = NonNullable<DocumentOf<'orders'>['payer']>;

/** Every identifier under which this payer is known now: a person is more than one openid. */
export const payerKeys = (payer: Payer, memberId: MemberId | null): string[] => [
  openIdKey(payer.appId, payer.openId),
  ...(payer.unionId ? [unionIdKey(payer.unionId)] : []),
  ...(memberId ? [memberId] : []),
];

/** The document that says which payment was the first of whoever has this identifier. */
export const markerOf = (key: string): string => `firstpay:${key}`;

/**
 * Whether this order is the person's first payment, decided by inserting one marker per identifier. An identifier that
 * turns up later (a unionid, a membership) is linked to the same first payment. Two first payments at once: the loser's
 * insert is a Duplicate, and its rerun finds the winner's markers.
 * @throws Duplicate
 */
export async function decideFirstPayment(
  transaction: TransactionStore,
  order: DocumentOf<'orders'>,
  keys: readonly string[],
  claimId: ClaimId | null,
  now: Instant,
): Promise<boolean> {
  const known: DocumentOf<'firstPayments'>[] = [];
  const missing: string[] = [];
  for (const key of keys) {
    const marker = await transaction.firstPayments.get(markerOf(key));
    if (marker) known.push(marker);
    else missing.push(markerOf(key));
  }
  const [first] = known;
  const facts = first
    ? { orderId: first.orderId, claimId: first.claimId, at: first.at }
    : { orderId: order._id, claimId, at: now };
  await transaction.firstPayments.insert(...missing.map((_id) => ({ _id, ...facts })));
  return facts.orderId === order._id;
}
