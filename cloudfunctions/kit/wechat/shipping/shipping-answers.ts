/**
 * What an errcode of 发货信息管理 means for the order it was about (platform-facts, section 9 [C]); docs/shipping-answers.md is
 * the same table in words and is checked against this one.
 *
 * - `shipped`: WeChat has what it needs, by this call, an earlier one or the merchant's own hand
 * - `wait`: nothing is wrong with the order, it is tried again later
 * - `ask`: the order is in another state than we thought: it is asked for before anything is sent
 * - `wait_shown`: tried again later, and the operator sees it: what is in the way is not in the order
 * - `never`: what we send is wrong: the operator ships it by hand, the order is only asked about
 */
export type ShippingOutcome = 'shipped' | 'wait' | 'ask' | 'wait_shown' | 'never';

const outcomes: Readonly<Record<number, ShippingOutcome>> = {
  0: 'shipped',
  [-1]: 'wait',
  45009: 'wait',
  45011: 'wait',
  10060001: 'wait',
  10060002: 'shipped',
  10060003: 'shipped',
  10060004: 'ask',
  10060023: 'shipped',
  10060005: 'never',
  10060006: 'never',
  10060008: 'never',
  10060009: 'never',
  268485226: 'never',
  268485227: 'never',
  47001: 'never',
  10060031: 'never',
};

/** Nobody has named the code: nothing is known to have happened, so nothing ends. */
export const UNNAMED: ShippingOutcome = 'wait_shown';

export const shippingOutcome = (errcode: number): ShippingOutcome => outcomes[errcode] ?? UNNAMED;

export const namedShippingErrcodes = Object.keys(outcomes).map(Number);

/** `order_state` of get_order. */
export type TradeState = 'to_ship' | 'shipped' | 'confirmed' | 'complete' | 'refunded' | 'unknown';

const states: Readonly<Record<number, TradeState>> = {
  1: 'to_ship',
  2: 'shipped',
  3: 'confirmed',
  4: 'complete',
  5: 'refunded',
  6: 'confirmed',
};

/** A state of tomorrow is none we could act upon. */
export const tradeStateOf = (orderState: number): TradeState => states[orderState] ?? 'unknown';
