import type { ReceiptLine } from '../../../contracts/payment/payment';
import { isOpenIdKey, isRecipient, type MemberId, type OrderId } from '../../../contracts/primitives/ids';
import { addMs, chinaEndText, type Instant } from '../../../contracts/primitives/time';
import { variables } from '../../kit/config/settings';
import { closedMarksOf } from '../../kit/person/closed-marks';
import { findMember } from '../../kit/person/find-member';
import { claimIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store, TransactionStore } from '../../kit/store/store';
import { claimNotice } from '../notices/claim-waiting';
import { orderPaidNotice } from '../notices/order-paid';
import { decideFirstPayment, payerKeys } from '../claim/decide-first-payment';
import { ruleFor } from '../issue-rules/issue-rule';
import { MOST_RULES } from '../issue-rules/list-issue-rules';
import { payableOf } from '../quote/order';
import { paidHooks, runHooks } from './run-hooks';

type Order = DocumentOf<'orders'>;
type Claim = DocumentOf<'cardClaims'>;

interface Applying {
  store: Store;
  now: Instant;
}

/** Two first payments of one person at once: the loser comes again and finds the winner. */
const ATTEMPTS = 4;

/** Paid by somebody, and what that sets off is still to come. */
export const isUnapplied = ({ status, applied, payer }: Order): boolean =>
  status === 'paid' && !applied && payer !== null;

/**
 * The effects of a paid order, once, in one transaction: the coupon is redeemed, the first payment is decided, a payer
 * without a card gets the claim the matching rule gives, a member's hooks run. An order nobody paid for by name (cash,
 * code not scanned) waits until somebody attaches.
 */
export async function applyPayment({ store, now }: Applying, orderId: OrderId): Promise<Order> {
  for (let attempt = 1; ; attempt += 1) {
    const order = await store.orders.require(orderId, 'order_not_found');
    if (!isUnapplied(order) || !order.payer) return order;
    const memberId = order.payer.memberId ?? (await memberNow(store, order.payer));
    const claim = memberId ? null : await promisedClaim(store, order, now);
    try {
      await store.transact((transaction) => applyIn(transaction, orderId, memberId, claim, now));
      return await store.orders.require(orderId, 'order_not_found');
    } catch (error) {
      if (!(error instanceof Duplicate) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** The payer may have joined between paying and now: then the payment is a member's. */
async function memberNow(store: Store, payer: NonNullable<Order['payer']>): Promise<MemberId | null> {
  return (await findMember(store, payer)).memberId;
}

/** The card the matching rule gives, with all it promises as it stands now. Null when no rule matches. */
export async function promisedClaim(store: Store, order: Order, now: Instant): Promise<Claim | null> {
  if (!order.payer || order.paidAt === null) return null;
  const { items: rules } = await store.issueRules.find({
    where: { enabled: true },
    orderBy: 'priority',
    direction: 'desc',
    limit: MOST_RULES,
  });
  const atCounter = order.method === 'cash' || order.method === 'other';
  const payment = { amountFen: payableOf(order), storeId: order.storeId, at: order.paidAt, atCounter };
  const rule = ruleFor(rules, payment);
  if (!rule) return null;
  const [plan, pack] = await Promise.all([
    store.cardPlans.get(rule.planId),
    rule.packId === null ? null : store.couponPacks.get(rule.packId),
  ]);
  // A plan that was closed since issues no card.
  if (plan?.status !== 'open') return null;
  const { _id, version, name, benefits, validForMs } = plan;
  const keys = payerKeys(order.payer, null);
  // Somebody who had the newcomer gift and closed the account: the card is promised, the gift is not given again.
  const gift = pack && (await hadGift(store, keys)) ? null : pack;
  return {
    _id: claimIdFor(order._id),
    orderId: order._id,
    ruleId: rule._id,
    keys,
    payerKey: order.payer.key,
    plan: { _id, version, name, benefits, validForMs },
    pack: gift && { _id: gift._id, name: gift.name, items: gift.items },
    status: 'waiting',
    createdAt: now,
    expiresAt: addMs(now, rule.claimValidForMs),
    claimedAt: null,
    memberId: null,
  };
}

const hadGift = async (store: Store, keys: readonly string[]): Promise<boolean> =>
  (await store.identities.getMany(closedMarksOf(variables().phone, keys))).length > 0;

/** @throws Duplicate when a rival decided the same first payment */
async function applyIn(
  transaction: TransactionStore,
  orderId: OrderId,
  memberId: MemberId | null,
  claim: Claim | null,
  now: Instant,
): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  if (!isUnapplied(order) || !order.payer) return;
  const payer = { ...order.payer, memberId };
  const isFirst = await decideFirstPayment(
    transaction,
    order,
    payerKeys(order.payer, memberId),
    claim?._id ?? null,
    now,
  );
  const given = isFirst && !memberId ? claim : null;
  const lines = memberId
    ? await runHooks(paidHooks, transaction, { order: { ...order, payer }, memberId, isFirst, now })
    : await giveClaim(transaction, given);
  tellPayer(transaction, order, memberId, now);
  await transaction.orders.update(orderId, {
    payer,
    applied: true,
    checkAt: null,
    claimId: given?._id ?? null,
    receipts: [...order.receipts, ...lines],
  });
}

/** A person is told by their member, so that they find it in their inbox; who has none, by their openid. */
function tellPayer(
  transaction: TransactionStore,
  { _id, payer }: Order,
  memberId: MemberId | null,
  now: Instant,
): void {
  const recipient = memberId ?? payer?.key;
  if (isRecipient(recipient)) transaction.remind(orderPaidNotice(_id, recipient, now));
}

export async function giveClaim(transaction: TransactionStore, claim: Claim | null): Promise<ReceiptLine[]> {
  if (!claim) return [];
  await transaction.cardClaims.insert(claim);
  if (isOpenIdKey(claim.payerKey)) transaction.remind(claimNotice(claim, claim.payerKey));
  const text = `首次消费得「${claim.plan.name}」一张，${chinaEndText(claim.expiresAt)} 前领取`;
  return [{ kind: 'claim', text, at: claim.createdAt }];
}
