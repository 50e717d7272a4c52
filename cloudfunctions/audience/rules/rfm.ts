import type { MemberFeatures } from '../../../contracts/audience/features';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { chinaDayNumber, type Instant } from '../../../contracts/primitives/time';

/** Who bought within a year, by how long ago, how often and for how much: five parts of each, as equal as ties let them be. */
const YEAR_DAYS = 365;
const PARTS = [1, 2, 3, 4] as const;

export interface Bought {
  daysAgo: number;
  orders: number;
  amountFen: number;
}

/** The last value of each part but the highest, from the lowest. */
export interface Cuts {
  daysAgo: number[];
  orders: number[];
  amountFen: number[];
}

/** From 1 to 5, the best: lately, often, much. */
export interface Scores {
  r: number;
  f: number;
  m: number;
}

/** Null: nothing within a year. */
export function boughtOf(of: MemberFeatures, now: Instant): Bought | null {
  const today = chinaDayNumber(now);
  const days = of.days.filter(({ day }) => today - day < YEAR_DAYS);
  if (of.lastOrderAt === null || days.length === 0) return null;
  return {
    daysAgo: Math.max(0, today - chinaDayNumber(of.lastOrderAt)),
    orders: days.reduce((sum, { n }) => sum + n, 0),
    amountFen: days.reduce((sum, { amountFen }) => sum + amountFen, 0),
  };
}

function cutsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return PARTS.map((part) => sorted[Math.ceil((sorted.length * part) / 5) - 1] ?? 0);
}

export const rfmCuts = (people: readonly Bought[]): Cuts => ({
  daysAgo: cutsOf(people.map(({ daysAgo }) => daysAgo)),
  orders: cutsOf(people.map(({ orders }) => orders)),
  amountFen: cutsOf(people.map(({ amountFen }) => amountFen)),
});

/** In which part a value is, the lowest first. */
const partOf = (value: number, cuts: readonly number[]): number =>
  1 + cuts.filter((cut) => cut < value).length;

export const scoresOf = ({ daysAgo, orders, amountFen }: Bought, cuts: Cuts): Scores => ({
  r: 6 - partOf(daysAgo, cuts.daysAgo),
  f: partOf(orders, cuts.orders),
  m: partOf(amountFen, cuts.amountFen),
});

/** What is in a part: the ends of the lowest and of the highest are open, as far as a year goes. */
const rangeOf = (part: number, cuts: readonly number[], least: number, most: number | null) => ({
  min: part === 1 ? least : (cuts[part - 2] ?? 0) + 1,
  max: part === 5 ? most : (cuts[part - 1] ?? 0),
});

/** The rule of a cell: it holds of exactly those who have its scores. */
export const cellRule = ({ r, f, m }: Scores, cuts: Cuts): SegmentRule => ({
  all: [
    { if: 'since', what: 'order', ...rangeOf(6 - r, cuts.daysAgo, 0, YEAR_DAYS - 1) },
    { if: 'orders', days: YEAR_DAYS, ...rangeOf(f, cuts.orders, 1, null) },
    { if: 'amount', days: YEAR_DAYS, ...rangeOf(m, cuts.amountFen, 0, null) },
  ],
});
