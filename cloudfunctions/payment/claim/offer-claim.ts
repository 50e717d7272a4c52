import type { ReceiptLine } from '../../../contracts/payment/payment';
import { isOpenIdKey } from '../../../contracts/primitives/ids';
import { addMs, chinaEndText, type Instant } from '../../../contracts/primitives/time';
import { variables } from '../../kit/config/settings';
import { claimIdFor } from '../../kit/ids/derived-id';
import { closedMarksOf } from '../../kit/person/closed-marks';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { ruleFor } from '../issue-rules/issue-rule';
import { MOST_RULES } from '../issue-rules/list-issue-rules';
import { claimNotice } from '../notices/claim-waiting';
import { payableOf } from '../quote/order';
import { payerKeys } from './decide-first-payment';

type Order = DocumentOf<'orders'>;
type Claim = DocumentOf<'cardClaims'>;

/** The card the matching rule gives, with all it promises as it stands now. Null when no rule matches. */
export async function offerClaim(store: Store, order: Order, now: Instant): Promise<Claim | null> {
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

/** The payer finds it on the receipt, and is told of it. */
export async function giveClaim(transaction: TransactionStore, claim: Claim | null): Promise<ReceiptLine[]> {
  if (!claim) return [];
  await transaction.cardClaims.insert(claim);
  if (isOpenIdKey(claim.payerKey)) transaction.remind(claimNotice(claim, claim.payerKey));
  const text = `首次消费得「${claim.plan.name}」一张，${chinaEndText(claim.expiresAt)} 前领取`;
  return [{ kind: 'claim', text, at: claim.createdAt }];
}
