import type {
  Fulfillment,
  Settlement,
  ShippingMode,
  ShippingState,
} from '../../../contracts/payment/shipping-values';
import type { OpenId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** When WeChat is told how an order's goods reach the person, and when it is asked about the money. Pure. */
export interface Shipping {
  state: ShippingState;
  openId: OpenId | null;
  tries: number;
  problem: string | null;
  shippedAt: Instant | null;
  releaseAt: Instant | null;
  receivedAt: Instant | null;
  receivedBy: 'time' | 'person' | null;
  settledAt: Instant | null;
}

/** The setting `shippingRules`: what platform-facts only heard of. */
interface ShippingRules {
  askAfterMs: number;
  latestAfterMs: number;
}

/** WeChat does not know an order before (platform-facts, section 9). */
const KNOWN_AFTER_MS = MINUTE_MS;
/** Waits between tries; the last one again and again. */
const RETRY_MINUTES = [1, 2, 5, 10, 30, 60, 120, 360];
/** Goods ship within 48 hours: long before, somebody should know that it does not work by itself. */
const SHOWN_AFTER_MS = DAY_MS;
const ASK_AGAIN_MS = DAY_MS;

/** What was learned of an order, from an answer of WeChat's or from an event. */
export type ShippingNews =
  | { kind: 'shipped'; at: Instant; releaseAt?: Instant | null }
  | { kind: 'received'; at: Instant; by: 'time' | 'person' | null }
  | { kind: 'settled'; at: Instant; receivedAt: Instant | null; by: 'time' | 'person' | null }
  | { kind: 'not_needed' }
  /** Nothing yet: it is tried, or asked about, again. */
  | { kind: 'waits'; problem: string | null; isShown: boolean }
  | { kind: 'failed'; problem: string };

/** What an order is changed to. `shipAt`: when it is looked at next. */
export interface ShippingChange {
  shipping: Shipping;
  shipAt: Instant | null;
  /** Since when somebody should look at it; null: nobody has to. */
  shipTroubleAt: Instant | null;
}

/** Of an order that was just paid in WeChat. */
export const shippingDue = (openId: OpenId, paidAt: Instant): Omit<ShippingChange, 'shipTroubleAt'> => ({
  shipping: {
    state: 'due',
    openId,
    tries: 0,
    problem: null,
    shippedAt: null,
    releaseAt: null,
    receivedAt: null,
    receivedBy: null,
    settledAt: null,
  },
  shipAt: addMs(paidAt, KNOWN_AFTER_MS),
});

const RANK: Readonly<Record<Shipping['state'], number>> = {
  due: 0,
  failed: 0,
  shipped: 1,
  received: 2,
  settled: 3,
  not_needed: 4,
};

interface Known {
  shipping: Shipping;
  shipAt: Instant | null;
  shipTroubleAt: Instant | null;
  paidAt: Instant | null;
}

/** News never takes an order back: events come late, twice and out of order. */
export function advance(
  order: Known,
  news: ShippingNews,
  rules: ShippingRules,
  now: Instant,
): ShippingChange {
  const { shipping } = order;
  if (news.kind === 'waits') return wait(order, news, rules, now);
  const isOld = news.kind !== 'failed' && RANK[news.kind] < RANK[shipping.state];
  // What is known stays, and what was missing is filled in.
  if (isOld) return { ...unchanged(order), shipping: { ...shipping, ...factsOf(shipping, news) } };
  if (news.kind === 'failed') {
    if (shipping.state !== 'due' && shipping.state !== 'failed') return unchanged(order);
    const failed: Shipping = { ...shipping, state: 'failed', problem: news.problem, openId: null };
    return {
      shipping: { ...failed, tries: shipping.tries + 1 },
      shipAt: untilLatest(order, addMs(now, ASK_AGAIN_MS), rules),
      shipTroubleAt: order.shipTroubleAt ?? now,
    };
  }
  const facts = factsOf(shipping, news);
  const next: Shipping = { ...shipping, ...facts, state: news.kind, problem: null, openId: null };
  return { shipping: next, shipAt: nextQuestionAt(next, rules, now), shipTroubleAt: null };
}

const unchanged = ({ shipping, shipAt, shipTroubleAt }: Known): ShippingChange => ({
  shipping,
  shipAt,
  shipTroubleAt,
});

function factsOf(shipping: Shipping, news: ShippingNews): Partial<Shipping> {
  switch (news.kind) {
    case 'shipped':
      return {
        shippedAt: shipping.shippedAt ?? news.at,
        releaseAt: news.releaseAt ?? shipping.releaseAt,
      };
    case 'received':
      return {
        receivedAt: shipping.receivedAt ?? news.at,
        receivedBy: shipping.receivedBy ?? news.by,
      };
    case 'settled':
      return {
        receivedAt: shipping.receivedAt ?? news.receivedAt ?? news.at,
        receivedBy: shipping.receivedBy ?? news.by,
        settledAt: shipping.settledAt ?? news.at,
      };
    default:
      return {};
  }
}

function wait(
  order: Known,
  { problem, isShown }: Extract<ShippingNews, { kind: 'waits' }>,
  rules: ShippingRules,
  now: Instant,
): ShippingChange {
  const { shipping } = order;
  if (shipping.state !== 'due') {
    const asked = untilLatest(order, addMs(now, ASK_AGAIN_MS), rules);
    return { ...unchanged(order), shipAt: RANK[shipping.state] >= RANK.settled ? null : asked };
  }
  const again = addMs(now, retryMs(shipping.tries));
  if (untilLatest(order, again, rules) === null)
    return advance(order, { kind: 'failed', problem: problem ?? 'late' }, rules, now);
  const isLate = now >= addMs(order.paidAt ?? now, SHOWN_AFTER_MS);
  return {
    shipping: { ...shipping, tries: shipping.tries + 1, problem },
    shipAt: again,
    shipTroubleAt: order.shipTroubleAt ?? (isShown || isLate ? now : null),
  };
}

export const retryMs = (tries: number): number =>
  (RETRY_MINUTES[Math.min(tries, RETRY_MINUTES.length - 1)] ?? 0) * MINUTE_MS;

const untilLatest = (
  { paidAt }: Pick<Known, 'paidAt'>,
  at: Instant,
  { latestAfterMs }: ShippingRules,
): Instant | null => (paidAt !== null && at < addMs(paidAt, latestAfterMs) ? at : null);

/** Events say when the money is free; where none comes, WeChat is asked when it should be. */
function nextQuestionAt(
  { state, shippedAt }: Shipping,
  { askAfterMs }: ShippingRules,
  now: Instant,
): Instant | null {
  if (state !== 'shipped' && state !== 'received') return null;
  if (state === 'received') return addMs(now, ASK_AGAIN_MS);
  return addMs(shippedAt ?? now, askAfterMs);
}

interface Shown {
  shipping: Shipping | null;
  fulfilled: { at: Instant } | null;
  shippingMode: ShippingMode;
  /** All the money went back. */
  isBack: boolean;
}

/** 待提货 or 已提货; null where there is nothing to fulfill, or it went back. */
export function fulfillmentOf({ shipping, fulfilled, shippingMode, isBack }: Shown): Fulfillment | null {
  if (shipping === null || shippingMode === 'virtual') return null;
  if ((isBack || shipping.state === 'not_needed') && fulfilled === null) return null;
  return { mode: shippingMode, isDone: fulfilled !== null || shipping.receivedAt !== null };
}

export const settlementOf = ({ shipping }: Pick<Shown, 'shipping'>): Settlement | null =>
  shipping && {
    state: shipping.state,
    releaseAt: shipping.releaseAt,
    settledAt: shipping.settledAt,
    problem: shipping.problem,
  };
