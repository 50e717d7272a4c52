import { NO_VALUE } from '../../../contracts/primitives/insight/measures';
import { historyOf, placeOf, type History, type Place } from './person-history';
import type { Told } from './told-person';

export interface Refund {
  fact: Told;
  amountFen: number;
  categories: Readonly<Record<string, number>>;
}

/** An order somebody paid, where it counts, and what came back of it. */
export interface Order {
  fact: Told;
  place: Place;
  amountFen: number;
  categories: Readonly<Record<string, number>>;
  refunds: Refund[];
  /** Money is left of it: neither free nor whole back. */
  isKept: boolean;
}

export interface Orders {
  orders: Order[];
  /** Of orders that are told of somebody else. */
  strayRefunds: { refund: Refund; place: Place }[];
}

/** Of the store, as it was when the order was opened. */
const cityOf = ({ refs: { city } }: Told): string =>
  typeof city === 'string' && city !== '' ? city : NO_VALUE;

const orderIdOf = ({ refs }: Told): string => String(refs.orderId);

/** A category without a name is none. */
const named = (categories: Readonly<Record<string, number>> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(categories).map(([name, part]) => [name === '' ? NO_VALUE : name, part]));

const refundOf = (fact: Told): Refund => ({
  fact,
  amountFen: fact.amountFen ?? 0,
  categories: named(fact.categories),
});

/**
 * What somebody bought. A refund counts where its order did, on the day it went back; what was refunded before the payment was told is
 * not in it.
 * @param facts in order
 */
export function ordersOf(facts: readonly Told[], history: History = historyOf(facts)): Orders {
  const back = new Map<string, Told[]>();
  for (const fact of facts)
    if (fact.kind === 'refunded') back.set(orderIdOf(fact), [...(back.get(orderIdOf(fact)) ?? []), fact]);
  const orders = facts
    .filter(({ kind }) => kind === 'paid')
    .map((fact): Order => {
      const refunds = (back.get(orderIdOf(fact)) ?? []).map(refundOf);
      const amountFen = fact.amountFen ?? 0;
      const backFen = refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
      const isWhole = refunds.some((refund) => refund.fact.refs.whole === true);
      return {
        fact,
        place: [...placeOf(history, fact, fact.leaderId ?? NO_VALUE), ['city', cityOf(fact)]],
        amountFen,
        categories: named(fact.categories),
        refunds,
        isKept: !isWhole && amountFen > backFen,
      };
    });
  const paid = new Set(orders.map(({ fact }) => orderIdOf(fact)));
  const strayRefunds = [...back]
    .filter(([orderId]) => !paid.has(orderId))
    .flatMap(([, refunds]) =>
      refunds.map((fact) => ({ refund: refundOf(fact), place: placeOf(history, fact) })),
    );
  return { orders, strayRefunds };
}
