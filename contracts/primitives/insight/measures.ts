/**
 * What is kept of a day, a week, a month: whole numbers that are added up. Amounts in fen. What a figure is made of them stands in figures.ts.
 */
export const measures = [
  'joined',
  'closed',
  'orders',
  'keptOrders',
  'grossFen',
  'refunds',
  'refundFen',
  'buyers',
  'repeatBuyers',
  'firstOrders',
  'secondOrders',
  'secondIn90',
  'couponsIssued',
  'couponsUsed',
  'couponsExpired',
  'couponSavingFen',
  'couponOrders',
  'couponOrderFen',
  'couponOffFen',
  'pointsEarned',
  'pointsSpent',
  'pointsExpired',
  'pointsForfeited',
  'redeemed',
  'invited',
  'delivered',
  'opened',
  'clicked',
  'messageOrders',
  'messageOrderFen',
  'tierUp',
  'tierDown',
] as const;
export type Measure = (typeof measures)[number];
/** What is not named is nothing. */
export type Sums = Partial<Record<Measure, number>>;

/** By what a row is broken down; `Now`: as the members are by now, the others as they were when it happened. */
export const cuts = [
  'all',
  'store',
  'tier',
  'tierNow',
  'leader',
  'leaderNow',
  'source',
  'category',
  'channel',
  'message',
  'city',
] as const;
export type Cut = (typeof cuts)[number];

export const isCut = (value: string): value is Cut => cuts.some((cut) => cut === value);

/** A China day `2026-06-30`, a week by its Monday `2026-06-29`, a month `2026-06`, and everything there ever was. */
export const grains = ['day', 'week', 'month', 'ever'] as const;
export type Grain = (typeof grains)[number];

/** The value of a cut that has none: no leader, no store, no category. */
export const NO_VALUE = '-';

/** @returns the two added up, without what comes to nothing */
export function plus(one: Sums, other: Sums, times: 1 | -1 = 1): Sums {
  const added: Sums = {};
  for (const measure of measures) {
    const sum = (one[measure] ?? 0) + times * (other[measure] ?? 0);
    if (sum !== 0) added[measure] = sum;
  }
  return added;
}
