import { type Instant, chinaDayNumber, startOfChinaDay } from '../../../contracts/primitives/time';
import type { MemberFeatures } from '../../../contracts/audience/features';
import type { ConditionOf } from '../../../contracts/audience/segment-rule';
import type { Judged, Subject } from './judged';
import { counted, isWithin, rangeText, windowText, yuan } from './wanted-text';

/** What was bought in a window of China days, today the last of them. Half-open: a day leaves when it is so many days ago. */
function boughtIn(of: MemberFeatures, window: number | null, at: Instant): { n: number; amountFen: number } {
  if (window === null) return of.orders;
  const today = chinaDayNumber(at);
  const inside = of.days.filter(({ day }) => today - day < window);
  return inside.reduce((sum, { n, amountFen }) => ({ n: sum.n + n, amountFen: sum.amountFen + amountFen }), {
    n: 0,
    amountFen: 0,
  });
}

/** When days leave a window. */
const leaving = (of: MemberFeatures, window: number | null): Instant[] =>
  window === null ? [] : of.days.map(({ day }) => startOfChinaDay(day + window));

const readsOf = (window: number | null): Judged['reads'] => (window === null ? ['orders'] : ['days']);

export function ordersIn({ of }: Subject, one: ConditionOf<'orders'>): Judged {
  const n = (at: Instant): number => boughtIn(of, one.days, at).n;
  return {
    holds: (at) => isWithin(n(at), one),
    moments: leaving(of, one.days),
    reads: readsOf(one.days),
    is: (at) => `${windowText(one.days)}下了 ${n(at)} 单`,
    wanted: rangeText(one, counted('单')),
  };
}

export function amountIn({ of }: Subject, one: ConditionOf<'amount'>): Judged {
  const amount = (at: Instant): number => boughtIn(of, one.days, at).amountFen;
  return {
    holds: (at) => isWithin(amount(at), one),
    moments: leaving(of, one.days),
    reads: readsOf(one.days),
    is: (at) => `${windowText(one.days)}消费${yuan(amount(at))}`,
    wanted: rangeText(one, yuan),
  };
}

/** Without an order there is no average. */
export function averageIn({ of }: Subject, one: ConditionOf<'average'>): Judged {
  const average = (at: Instant): number | null => {
    const { n, amountFen } = boughtIn(of, one.days, at);
    return n === 0 ? null : amountFen / n;
  };
  return {
    holds: (at) => {
      const value = average(at);
      return value !== null && isWithin(value, one);
    },
    moments: leaving(of, one.days),
    reads: readsOf(one.days),
    is: (at) => {
      const value = average(at);
      return value === null
        ? `${windowText(one.days)}没有下单`
        : `${windowText(one.days)}平均每单${yuan(Math.round(value))}`;
    },
    wanted: rangeText(one, yuan),
  };
}

const categoryText = (name: string): string => (name === '' ? '未分类商品' : `「${name}」`);

export function boughtOf({ of }: Subject, one: ConditionOf<'category'>): Judged {
  const category = of.categories.find(({ name }) => name === one.name);
  const reads = ['categories'] as const;
  if (one.of === 'since') {
    const { lastAt = null } = category ?? {};
    return { ...daysAgo(lastAt, one, `买${categoryText(one.name)}`), reads };
  }
  const value = (one.of === 'orders' ? category?.n : category?.amountFen) ?? 0;
  const say = one.of === 'orders' ? counted('单') : yuan;
  return {
    holds: () => isWithin(value, one),
    moments: [],
    reads,
    is: () => `买过${categoryText(one.name)}${say(value)}`.trimEnd(),
    wanted: rangeText(one, say),
  };
}

/** So many China days ago; who never did has no value. */
export function daysAgo(
  happened: Instant | null,
  range: { min: number | null; max: number | null },
  what: string,
): Omit<Judged, 'reads'> {
  const wanted = rangeText(range, counted('天前'));
  if (happened === null) return { holds: () => false, moments: [], is: () => `从未${what}`, wanted };
  const day = chinaDayNumber(happened);
  const ago = (at: Instant): number => Math.max(0, chinaDayNumber(at) - day);
  const ends = [range.min, range.max === null ? null : range.max + 1].filter((end) => end !== null);
  return {
    holds: (at) => isWithin(ago(at), range),
    moments: ends.map((end) => startOfChinaDay(day + end)),
    is: (at) => (ago(at) === 0 ? `今天${what}` : `${ago(at)} 天前${what}`),
    wanted,
  };
}

/** Longer than so many days, and longer than so many times what is usual between their orders. */
export function silentFor({ of }: Subject, one: ConditionOf<'silent'>): Judged {
  const usual = of.gapDays === null ? one.days : Math.max(one.days, Math.ceil(of.gapDays * one.gaps));
  const { is, ...silent } = daysAgo(of.lastOrderAt, { min: usual + 1, max: null }, '下单');
  return {
    ...silent,
    reads: ['lastOrderAt', 'gapDays'],
    is: (at) => (of.gapDays === null ? is(at) : `${is(at)}，平常隔 ${of.gapDays} 天一单`),
    wanted: `超过 ${usual} 天没有下单`,
  };
}
