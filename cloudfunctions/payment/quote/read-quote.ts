import { refuse } from '../../../contracts/errors';
import type { CouponChoice } from '../../../contracts/payment/payment';
import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { readPlanOfCard } from '../../card/plans/read-plan-of-card';
import { readJoinOffer } from '../../card/read-join-offer';
import { findMember } from '../../kit/person/find-member';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { readSoldPrivileges } from '../../growth/privileges/read-sold-privileges';
import { accountAsOf } from '../../points/rules/due-changes';
import { readAccount } from '../../points/book/load-book';
import { readRule } from '../../points/book/read-rule';
import { joiningQuote } from './joining-quote';
import { viewOrder } from './order';
import type { PointsPurse } from './points-offset';
import { quoteBill, type QuoteResult } from './quote';
import { keepAgreed, soldWith, termsNow, type SaleTerms } from './sale-terms';
import { readWaitingClaim } from '../claim/read-claim';
import { payerKeyOf } from '../orders/read-order';

export interface QuoteChoice {
  orderId: OrderId;
  coupon: CouponChoice;
  usePoints: boolean;
}

type Order = DocumentOf<'orders'>;

export interface Checkout extends QuoteResult {
  order: Order;
  member: DocumentOf<'members'> | null;
  /** Under which this quote was made; frozen with it when it is confirmed. */
  terms: SaleTerms;
}

/** Coupons looked at for one bill; beyond it the latest to expire are left out. */
const MOST_COUPONS = 100;

/** @throws TuankaError order_not_found, order_taken */
export async function readCheckout(
  { store, caller, now }: Pick<ReadCall, 'caller' | 'now'> & { store: ReadStore },
  { orderId, coupon, usePoints }: QuoteChoice,
): Promise<Checkout> {
  const [order, { memberId }] = await Promise.all([
    store.orders.require(orderId, 'order_not_found'),
    findMember(store, caller),
  ]);
  if (order.payer && order.payer.key !== payerKeyOf(caller)) throw refuse('order_taken');
  const [member, coupons, purse, plan, privileges] = memberId
    ? await readMembership(store, memberId, order, now)
    : [null, [], null, null, []];
  const terms = termsNow(order, {
    at: now,
    ...soldWith(plan && member && isValid(member.card, now) ? planTerms(plan) : null, [...privileges]),
    offset: purse && purse.rule,
  });
  const result = quoteBill({
    storeId: order.storeId,
    items: order.items,
    plan: terms.plan,
    coupons,
    choice: coupon,
    points: purse && terms.offset && { rule: terms.offset, balance: purse.balance, use: usePoints },
    now,
  });
  const kept = keepAgreed(order, { coupon, usePoints }, result);
  return { ...kept, order, member, terms };
}

const planTerms = ({ _id, name, memberRate }: NonNullable<SaleTerms['plan']>) => ({ _id, name, memberRate });

const isValid = ({ expiresAt }: { expiresAt: Instant | null }, now: Instant): boolean =>
  expiresAt === null || now < expiresAt;

async function readMembership(store: ReadStore, memberId: MemberId, order: Order, now: Instant) {
  const [member, { items }, held, purse, privileges] = await Promise.all([
    store.members.require(memberId, 'internal'),
    store.coupons.find({
      where: { memberId, status: 'unused', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: MOST_COUPONS,
    }),
    readHeldCoupon(store, order),
    readPurse(store, memberId, order, now),
    readSoldPrivileges(store, memberId, now),
  ]);
  // Frozen: pays as anybody does; what is held for this order already stays with it.
  if (member.frozen) return [member, held ? [held] : [], null, null, []] as const;
  const plan = await readPlanOfCard(store, member.card);
  return [member, held ? [held, ...items] : items, purse, plan, privileges] as const;
}

/** What the member could spend now, and at what rate. The points this very order holds count as free for it. */
async function readPurse(
  store: ReadStore,
  memberId: MemberId,
  order: Order,
  now: Instant,
): Promise<Omit<PointsPurse, 'use'> | null> {
  const [rule, stored] = await Promise.all([readRule(store, now), readAccount(store, memberId)]);
  if (!rule) return null;
  const { balance, debt } = stored ? accountAsOf(stored, now) : { balance: 0, debt: 0 };
  const held = order.status === 'awaiting_payment' && order.pointsTakenBy !== null ? order.agreed?.points : 0;
  // Points that come back first repay what is owed.
  return { rule: rule.offset, balance: Math.max(0, balance + (held ?? 0) - debt) };
}

/** The coupon this very order holds counts as free for it, as it was when the order took hold of it. */
async function readHeldCoupon(store: ReadStore, order: Order) {
  if (order.status !== 'awaiting_payment' || !order.agreed?.couponId) return null;
  const coupon = await store.coupons.get(order.agreed.couponId);
  return coupon?.status === 'locked' && coupon.lock?.orderId === order._id
    ? { ...coupon, status: 'unused' as const, lock: null, heldSince: coupon.lock.at }
    : null;
}

/** What an order comes to for the caller; what joining would save for somebody without a card. */
export async function readQuote(call: ReadCall, choice: QuoteChoice) {
  const checkout = await readCheckout(call, choice);
  const { order, quote, couponOptions, pointsOption, member } = checkout;
  const offer = member ? null : await readOffer(call);
  const payer: 'guest' | 'member' = member ? 'member' : 'guest';
  return {
    order: viewOrder(order, call.now),
    quote,
    couponOptions,
    pointsOption,
    payer,
    joining: offer && joiningQuote(order, offer, call.now),
    now: call.now,
  };
}

/** What joining would give somebody without a card now: what their first payment promised, or the usual. */
async function readOffer({ store, caller, now }: ReadCall) {
  const [claim, usual] = await Promise.all([readWaitingClaim(store, caller, now), readJoinOffer(store)]);
  if (!claim) return usual;
  const plan = await readPlanOfCard(store, { planId: claim.plan._id, planVersion: claim.plan.version });
  return plan && { plan, pack: claim.pack ?? { items: [] } };
}
