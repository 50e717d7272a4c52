import type { StoreId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant, chinaDayNumber } from '../../../contracts/primitives/time';
import type { MemberFeatures } from '../../../contracts/audience/features';
import { LONGEST_WINDOW_DAYS } from '../../../contracts/audience/features';
import type { Told } from './told';

/** An order and what of it was kept, however the refunds came. */
export interface Purchase {
  at: Instant;
  storeId: StoreId | null;
  /** Null: its store had none written down. */
  city: string | null;
  amountFen: number;
  withCoupon: boolean;
  /** What was kept of each category. */
  categories: Readonly<Record<string, number>>;
}

export interface Buying {
  kept: Purchase[];
  refunds: MemberFeatures['refunds'];
}

/**
 * What somebody bought and kept. An order that came back whole is none; of one that came back in part, the rest counts on the day it
 * was paid. A refund of an order nobody told of is not theirs.
 * @param facts each once
 */
export function buyingOf(facts: readonly Told[]): Buying {
  const back = new Map<string, Told[]>();
  for (const fact of facts)
    if (fact.kind === 'refunded') back.set(orderOf(fact), [...(back.get(orderOf(fact)) ?? []), fact]);
  const kept: Purchase[] = [];
  const refunds = { n: 0, amountFen: 0 };
  for (const paid of facts.filter(({ kind }) => kind === 'paid')) {
    const refunded = back.get(orderOf(paid)) ?? [];
    const backFen = refunded.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
    refunds.n += refunded.length;
    refunds.amountFen += backFen;
    if (refunded.some(({ refs }) => refs.whole === true)) continue;
    const { at, storeId = null, amountFen = 0, categories = {}, refs } = paid;
    kept.push({
      at,
      storeId,
      city: typeof refs.city === 'string' && refs.city !== '' ? refs.city : null,
      amountFen: Math.max(0, amountFen - backFen),
      withCoupon: refs.couponId !== undefined,
      categories: categoriesLeft(categories, refunded),
    });
  }
  return { kept, refunds };
}

const orderOf = ({ refs }: Told): string => String(refs.orderId);

/** What a refund says of its categories comes off those; what it does not say comes off all of them, the largest first. */
function categoriesLeft(
  paid: Readonly<Record<string, number>>,
  refunded: readonly Told[],
): Record<string, number> {
  const left = { ...paid };
  let unsaid = 0;
  for (const { amountFen = 0, categories } of refunded) {
    if (!categories) unsaid += amountFen;
    else for (const [name, part] of Object.entries(categories)) left[name] = (left[name] ?? 0) - part;
  }
  const names = Object.keys(left).sort((a, b) => (left[b] ?? 0) - (left[a] ?? 0) || (a < b ? -1 : 1));
  for (const name of names) {
    const off = Math.min(unsaid, Math.max(0, left[name] ?? 0));
    left[name] = Math.max(0, (left[name] ?? 0) - off);
    unsaid -= off;
  }
  return left;
}

interface Sum {
  n: number;
  amountFen: number;
}

function sumBy<Key extends string | number>(
  purchases: readonly Purchase[],
  keyOf: (purchase: Purchase) => Key,
): [Key, Sum][] {
  const sums = new Map<Key, Sum>();
  for (const purchase of purchases) {
    const sum = sums.get(keyOf(purchase)) ?? { n: 0, amountFen: 0 };
    sums.set(keyOf(purchase), { n: sum.n + 1, amountFen: sum.amountFen + purchase.amountFen });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Days with an order, back to the longest window before the latest of them: no rule asks for more. */
export function daysOf(kept: readonly Purchase[]): MemberFeatures['days'] {
  const days = sumBy(kept, ({ at }) => chinaDayNumber(at)).map(([day, sum]) => ({ day, ...sum }));
  const last = days.at(-1)?.day ?? 0;
  return days.filter(({ day }) => last - day < LONGEST_WINDOW_DAYS);
}

export const monthsOf = (kept: readonly Purchase[]): MemberFeatures['months'] =>
  sumBy(kept, ({ at }) => chinaDateOf(at).slice(0, 'YYYY-MM'.length)).map(([month, sum]) => ({
    month,
    ...sum,
  }));

export function categoriesOf(kept: readonly Purchase[]): MemberFeatures['categories'] {
  const sums = new Map<string, Sum & { lastAt: Instant }>();
  for (const { at, categories } of kept)
    for (const [name, amountFen] of Object.entries(categories)) {
      const sum = sums.get(name) ?? { n: 0, amountFen: 0, lastAt: at };
      sums.set(name, { n: sum.n + 1, amountFen: sum.amountFen + amountFen, lastAt: at });
    }
  return [...sums].map(([name, sum]) => ({ name, ...sum })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The middle one of the days between one order and the next; of an even number the mean of the two in the middle. */
export function gapDaysOf(kept: readonly Purchase[]): number | null {
  const days = kept.map(({ at }) => chinaDayNumber(at)).sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  gaps.sort((a, b) => a - b);
  if (gaps.length === 0) return null;
  const half = Math.floor(gaps.length / 2);
  const [upper = 0, lower = 0] = [gaps[half], gaps[half - 1]];
  return gaps.length % 2 === 1 ? upper : (upper + lower) / 2;
}
