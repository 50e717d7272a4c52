import { refuse } from '../../contracts/errors';
import type { CouponChoice } from '../../contracts/payment';
import type { MemberId, OrderId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { readJoinOffer, type OpenOffer } from '../card/read-join-offer';
import { findMember } from '../kit/identity/find-member';
import type { ReadCall } from '../kit/host/call';
import { moreThan } from '../kit/store/condition';
import type { DocumentOf } from '../kit/store/schema';
import type { ReadStore } from '../kit/store/store';
import { joiningQuote } from './joining-quote';
import { viewOrder } from './order';
import { POINTS_RULE } from './points-offset-rule';
import { quoteBill, type QuoteResult } from './quote';
import { payerKeyOf } from './read-own-order';

export interface QuoteChoice {
  orderId: OrderId;
  coupon: CouponChoice;
  usePoints: boolean;
}

type Order = DocumentOf<'orders'>;

export interface Checkout extends QuoteResult {
  order: Order;
  member: DocumentOf<'members'> | null;
}

/** Members have no points account yet. */
const NO_POINTS_YET = 0;
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
  const [member, coupons, plan] = memberId
    ? await readMembership(store, memberId, order, now)
    : [null, [], null];
  const result = quoteBill({
    storeId: order.storeId,
    items: order.items,
    plan: plan && member && isValid(member.card, now) ? plan : null,
    coupons,
    choice: coupon,
    points: { rule: POINTS_RULE, balance: NO_POINTS_YET, use: usePoints },
    now,
  });
  return { ...result, order, member };
}

const isValid = ({ expiresAt }: { expiresAt: Instant | null }, now: Instant): boolean =>
  expiresAt === null || now < expiresAt;

async function readMembership(store: ReadStore, memberId: MemberId, order: Order, now: Instant) {
  const [member, { items }, held] = await Promise.all([
    store.members.require(memberId, 'internal'),
    store.coupons.find({
      where: { memberId, status: 'unused', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: MOST_COUPONS,
    }),
    readHeldCoupon(store, order),
  ]);
  const plan = await store.cardPlans.get(member.card.planId);
  return [member, held ? [held, ...items] : items, plan] as const;
}

/** The coupon this very order holds counts as free for it. */
async function readHeldCoupon(store: ReadStore, order: Order): Promise<DocumentOf<'coupons'> | null> {
  if (order.status !== 'awaiting_payment' || !order.agreed?.couponId) return null;
  const coupon = await store.coupons.get(order.agreed.couponId);
  return coupon?.status === 'locked' && coupon.lock?.orderId === order._id
    ? { ...coupon, status: 'unused', lock: null }
    : null;
}

/** What an order comes to for the caller; what joining would save for somebody without a card. */
export async function readQuote(call: ReadCall, choice: QuoteChoice) {
  const checkout = await readCheckout(call, choice);
  const { order, quote, couponOptions, member } = checkout;
  const offer = member ? null : await readJoinOffer(call.store).catch(ignoreClosedOffer);
  const payer: 'guest' | 'member' = member ? 'member' : 'guest';
  return {
    order: viewOrder(order, call.now),
    quote,
    couponOptions,
    payer,
    joining: offer && joiningQuote(order, offer, call.now),
    now: call.now,
  };
}

/** A merchant that takes no new members promises nothing. */
function ignoreClosedOffer(error: unknown): OpenOffer | null {
  if (error instanceof Error && 'code' in error && error.code === 'offer_not_open') return null;
  throw error;
}
