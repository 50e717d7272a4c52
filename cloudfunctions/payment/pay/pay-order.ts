import { paymentDescription } from '../../../contracts/merchant/store-values';
import { refuse } from '../../../contracts/errors';
import type { Quote } from '../../../contracts/payment/payment';
import type { Fen } from '../../../contracts/primitives/fen';
import { points } from '../../../contracts/primitives/points';
import { addMs, type Instant } from '../../../contracts/primitives/time';
import { lockCoupon } from '../../coupon/order/lock-coupon';
import { releaseCoupon } from '../../coupon/order/release-coupon';
import { paySettings } from '../../kit/config/pay-settings';
import type { WriteCall } from '../../kit/host/call';
import { paymentIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { outcomeOf } from '../../kit/wechat/pay-answers';
import { openPayClient } from '../../kit/wechat/pay-client';
import { PayRefused } from '../../kit/wechat/wechat-error';
import { releaseOrderPoints, spendForOrder } from '../../points/orders/spend-for-order';
import { nextCheckAt } from '../clock/check-schedule';
import { closePayment } from './close-payment';
import { choiceOf, viewOrder } from '../quote/order';
import { payerKeyOf, requireOwnOrder } from '../orders/read-order';
import { readCheckout, type Checkout, type QuoteChoice } from '../quote/read-quote';
import { recordQueried } from './record-queried';
import { paidBy } from './record-success';
import { applyPayment } from './apply-payment';

type Order = DocumentOf<'orders'>;
type Payment = DocumentOf<'payments'>;

interface PayInput extends QuoteChoice {
  expectedFen: Fen;
  at: 'wechat' | 'counter';
}

/** An attempt WeChat closed behind our back is followed by one new one, not by many. */
const ATTEMPTS = 2;
const READINGS = 4;

/**
 * Confirms a quote and prepares its payment (J10). The choice decides: the same one is the same attempt and gets its pay
 * sheet again; another one first closes the attempt under way at WeChat, so that an order is never paid twice.
 */
export async function payOrder(call: WriteCall, input: PayInput) {
  for (let attempt = 1; ; attempt += 1) {
    const checkout = await payableCheckout(call, input);
    if (checkout.order.status === 'paid') return paidAnswer(call, checkout.order);
    const current = await currentPayment(call, checkout.order);
    const choice = choiceOf(checkout.quote, input.at);
    const isSame = current?.status === 'prepared' && current.choice === choice;
    if (current && !isSame) {
      const ended = await closePayment({ store: call.store, pay: openPayClient(), now: call.now }, current);
      if (ended === 'paid') return paidAnswer(call, checkout.order);
    }
    const payment = current && isSame ? current : await prepareAttempt(call, checkout, input.at, choice);
    try {
      return await answerFor(call, payment);
    } catch (error) {
      if (!(error instanceof PayRefused) || !(await tryAgain(call, payment, error, attempt))) throw error;
    }
  }
}

/** Whether WeChat's refusal of a prepay is over when one comes again: it was paid or closed meanwhile. */
async function tryAgain(
  call: WriteCall,
  payment: Payment,
  error: PayRefused,
  attempt: number,
): Promise<boolean> {
  if (attempt >= ATTEMPTS || error.call !== 'prepay') return false;
  const outcome = outcomeOf('prepay', error.code);
  if (outcome === 'ask_paid') {
    await recordQueried({ store: call.store, pay: openPayClient(), now: call.now }, payment._id);
    return true;
  }
  if (outcome !== 'next_attempt') return false;
  await call.store.payments.updateIf(payment._id, { status: 'prepared' }, { status: 'closed' });
  return true;
}

/**
 * The checkout to confirm, or that of an order which is paid. Before it is refused the order is looked at again: the
 * payer's other tap may have taken its coupon and points between reading the order and reading them.
 * @throws TuankaError order_closed, order_expired, quote_changed
 */
async function payableCheckout(call: WriteCall, input: PayInput): Promise<Checkout> {
  for (let reading = 1; ; reading += 1) {
    const checkout = await readCheckout(call, input);
    if (checkout.order.status === 'paid') return checkout;
    const refusal = payRefusal(checkout, input, call.now);
    if (refusal === null) return checkout;
    if (reading >= READINGS || !(await hasMovedOn(call, checkout.order))) throw refuse(refusal);
  }
}

function payRefusal({ order, quote, refusedChoice }: Checkout, input: PayInput, now: Instant) {
  if (order.status === 'cancelled') return 'order_closed';
  if (now >= order.expiresAt) return 'order_expired';
  return refusedChoice !== null || quote.payableFen !== input.expectedFen ? 'quote_changed' : null;
}

async function hasMovedOn({ store }: WriteCall, { _id, status, attempt }: Order): Promise<boolean> {
  const order = await store.orders.require(_id, 'order_not_found');
  return order.status !== status || order.attempt !== attempt;
}

const currentPayment = async ({ store }: WriteCall, { paymentId }: Order): Promise<Payment | null> =>
  paymentId === null ? null : store.payments.get(paymentId);

async function paidAnswer(call: WriteCall, { _id, payer }: Order) {
  // Nobody's yet: the clerk took the money a moment ago. `attach` makes it the caller's.
  if (!payer) throw refuse('order_paid_at_counter', _id);
  await requireOwnOrder(call.store, call.caller, _id);
  const order = await applyPayment(call, _id);
  return { outcome: 'paid' as const, order: viewOrder(order, call.now) };
}

/** Locks what the quote uses, names the payer and writes down the attempt, in one transaction. */
async function prepareAttempt(
  call: WriteCall,
  checkout: Checkout,
  at: 'wechat' | 'counter',
  choice: string,
): Promise<Payment> {
  const { store, caller, now } = call;
  const { quote, member } = checkout;
  const seen = checkout.order;
  const payment = newPayment(call, checkout, at, choice);
  return store.transact(async (transaction) => {
    const order = await transaction.orders.require(seen._id, 'order_not_found');
    if (order.payer && order.payer.key !== payerKeyOf(caller)) throw refuse('order_taken');
    if (order.attempt !== seen.attempt || order.status !== seen.status)
      return samePayment(transaction, order, choice);
    await swapCoupon(transaction, call, order, quote, member?._id ?? null);
    const pointsTakenBy = await swapPoints(transaction, call, order, quote, member?._id ?? null);
    await transaction.payments.insert(payment);
    const expiresAt = addMs(now, call.settings.orderRules.payWithinMs);
    const agreed = {
      status: 'awaiting_payment' as const,
      payer: { key: payerKeyOf(caller), ...caller, memberId: member?._id ?? null },
      payerKey: payerKeyOf(caller),
      agreed: quote,
      terms: checkout.terms,
      atCounter: at === 'counter',
      attempt: order.attempt + 1,
      paymentId: payment._id,
      pointsTakenBy,
      expiresAt,
      checkAt: at === 'wechat' ? nextCheckAt(now, expiresAt, now) : expiresAt,
    };
    const done = payment.status === 'succeeded' ? paidBy({ ...order, ...agreed }, payment, now) : {};
    await transaction.orders.update(order._id, { ...agreed, ...done });
    return payment;
  });
}

/** The payer's other tap was faster: with the same choice it is the same attempt. */
async function samePayment(transaction: TransactionStore, order: Order, choice: string): Promise<Payment> {
  const payment = order.paymentId === null ? null : await transaction.payments.get(order.paymentId);
  if (payment?.choice === choice && payment.status !== 'closed') return payment;
  throw refuse('payment_in_progress');
}

/** What this order holds already stays with it, whoever has it by now (an undone merge): it keeps its price until the order ends. */
async function swapCoupon(
  transaction: TransactionStore,
  { now }: WriteCall,
  order: Order,
  quote: Quote,
  memberId: NonNullable<Order['payer']>['memberId'],
): Promise<void> {
  const held = order.status === 'awaiting_payment' ? (order.agreed?.couponId ?? null) : null;
  if (held === quote.couponId) return;
  if (held !== null) await releaseCoupon(transaction, { couponId: held, orderId: order._id, now });
  if (quote.couponId !== null && memberId !== null)
    await lockCoupon(transaction, { couponId: quote.couponId, memberId, orderId: order._id, now });
}

/** Which attempt took the points that are agreed now. Other points than before: the earlier ones go back first. */
async function swapPoints(
  transaction: TransactionStore,
  { now }: WriteCall,
  order: Order,
  quote: Quote,
  memberId: NonNullable<Order['payer']>['memberId'],
): Promise<Payment['_id'] | null> {
  const held = order.status === 'awaiting_payment' ? order.pointsTakenBy : null;
  if (held !== null && order.agreed?.points === quote.points) return held;
  if (held !== null) await releaseOrderPoints(transaction, { orderId: order._id, occasion: held, now });
  if (quote.points === 0 || memberId === null) return null;
  const occasion = paymentIdFor(order._id, order.attempt + 1);
  await spendForOrder(transaction, {
    memberId,
    orderId: order._id,
    occasion,
    points: points(quote.points),
    now,
  });
  return occasion;
}

function newPayment(
  { caller, now }: WriteCall,
  { order, quote }: Checkout,
  at: 'wechat' | 'counter',
  choice: string,
): Payment {
  if (order.attempt >= 99) throw refuse('order_closed', 'attempts');
  const isFree = quote.payableFen === 0;
  const inWechat = at === 'wechat' && !isFree;
  return {
    _id: paymentIdFor(order._id, order.attempt + 1),
    orderId: order._id,
    method: isFree ? 'zero' : inWechat ? 'wechat' : 'cash',
    appId: inWechat ? caller.appId : null,
    mchId: inWechat ? paySettings().mchId : null,
    amountFen: quote.payableFen,
    choice,
    status: isFree ? 'succeeded' : 'prepared',
    prepayId: null,
    transactionId: null,
    recordedBy: null,
    createdAt: now,
    succeededAt: isFree ? now : null,
    wechatAt: null,
    surplus: false,
  };
}

/** The pay sheet, or what else comes next. @throws PayRefused, WechatUnreachable */
async function answerFor(call: WriteCall, payment: Payment) {
  const { store, caller, now, settings } = call;
  if (payment.status === 'succeeded') {
    const order = await applyPayment(call, payment.orderId);
    return { outcome: 'paid' as const, order: viewOrder(order, now) };
  }
  const order = await store.orders.require(payment.orderId, 'order_not_found');
  if (payment.method !== 'wechat')
    return { outcome: 'pay_at_counter' as const, order: viewOrder(order, now) };
  const pay = openPayClient();
  const prepayId = payment.prepayId ?? (await prepare());
  async function prepare(): Promise<string> {
    const prepared = await pay.prepay({
      outTradeNo: payment._id,
      description: paymentDescription(settings.merchantName, order.storeName),
      totalFen: payment.amountFen,
      openId: caller.openId,
      appId: caller.appId,
      expiresAt: order.expiresAt,
    });
    const stored = await store.payments.updateIf(payment._id, { status: 'prepared' }, { prepayId: prepared });
    // Given up meanwhile: its pay sheet must not open any more.
    if (!stored) throw refuse('payment_in_progress', payment._id);
    return prepared;
  }
  return {
    outcome: 'pay_in_wechat' as const,
    order: viewOrder(order, now),
    sheet: pay.sheetFor(caller.appId, prepayId, now),
  };
}
