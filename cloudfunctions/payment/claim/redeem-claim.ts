import { refuse } from '../../../contracts/errors';
import type { ClaimId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { claimRefusal } from './claim';
import { claimedFact } from '../pay/payment-facts';
import { readPayer } from './read-payer';
import { hooksOf, runHooks } from '../pay/run-hooks';
import { followMark, followPayment } from './follow-payment';

/**
 * The claim becomes the card of a new member, and the payment that promised it becomes the member's: hooks run for it as
 * for any member's payment, so its points are earned now; what a leader is awarded and an invite waits for follows with the sweep. Part of the transaction
 * that creates the member.
 * @throws TuankaError claim_expired, claim_withdrawn, claim_already_used
 */
export async function redeemClaim(
  transaction: TransactionStore,
  claimId: ClaimId,
  memberId: MemberId,
  now: Instant,
): Promise<void> {
  const claim = await transaction.cardClaims.require(claimId, 'claim_not_found');
  const refusal = claimRefusal(claim, now);
  if (refusal) throw refuse(refusal.code, claimId);
  await transaction.cardClaims.update(claimId, { status: 'claimed', claimedAt: now, memberId });
  transaction.tell(claimedFact(claim, { memberId, now }, true));
  await becomeMembers(transaction, claim, memberId, `「${claim.plan.name}」已领取`, now);
}

/**
 * The payer turned out to be a member already (a second phone, an imported card): there is no second card to claim, but
 * the payment is theirs, with its points. Nothing happens to a claim that does not wait any more.
 */
export async function attributeClaim(
  store: Pick<Store, 'transact'>,
  claimId: ClaimId,
  memberId: MemberId,
  now: Instant,
): Promise<void> {
  const orderId = await store.transact(async (transaction) => {
    const claim = await transaction.cardClaims.require(claimId, 'claim_not_found');
    if (claimRefusal(claim, now)) return null;
    await transaction.cardClaims.update(claimId, { status: 'claimed', claimedAt: now, memberId });
    transaction.tell(claimedFact(claim, { memberId, now }, false));
    await becomeMembers(transaction, claim, memberId, '你已有会员卡，这笔消费记入会员', now);
    return claim.orderId;
  });
  if (orderId !== null) await followPayment({ store, now }, orderId);
}

/** The payment of a claim belongs to this member from now on, as if they had been one when paying. */
async function becomeMembers(
  transaction: TransactionStore,
  { orderId }: DocumentOf<'cardClaims'>,
  memberId: MemberId,
  text: string,
  now: Instant,
): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  if (!order.payer) throw refuse('internal', 'a claim of an order without a payer');
  const payer = { ...order.payer, memberId };
  const { member, paidFrozen } = await readPayer(transaction, memberId);
  const theirs = { ...order, payer, paidFrozen };
  const paid = { order: theirs, memberId, member, isFirst: true, now };
  const lines = await runHooks(hooksOf(theirs), transaction, paid);
  const claimed = { kind: 'claim' as const, text, at: now };
  if (order.ownBillHeld) await judgeSoon(transaction, memberId, now);
  await transaction.orders.update(order._id, {
    payer,
    paidFrozen,
    ownBillHeld: false,
    receipts: [...order.receipts, claimed, ...lines],
    ...(await followMark(transaction, theirs, { memberId, isFirst: true, now })),
  });
}

/**
 * A bill that was held for being its handler’s own while it was nobody’s gave nothing that could be held: it is judged again, now
 * that it gave something (counter/judge-cash-again.ts).
 */
async function judgeSoon(transaction: TransactionStore, memberId: MemberId, now: Instant): Promise<void> {
  if (await transaction.members.get(memberId))
    await transaction.members.update(memberId, { personCheckAt: now });
}
