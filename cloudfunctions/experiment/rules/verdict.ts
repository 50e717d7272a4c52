import { DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { adjusted, ratioChance, type Difference } from './analysis';
import type { Sums } from './sums';

export interface Counted {
  arm: Sums;
  control: Sums;
  /** Dealt to each of all arms, and what was to be. */
  dealt: { counts: readonly number[]; shares: readonly number[] };
  /** Members who turned out to be in two arms. */
  excluded: number;
}

/** Fixed before it starts: there is one look that counts, and it is not before this. */
export interface Horizon {
  startedAt: Instant;
  days: number;
  perArm: number;
}

/** How what was found is said. */
export interface Saying {
  /** So many comparisons are made of one experiment: each is asked for the more. */
  comparisons: number;
  /** `amount`: fen a member; `bought`: 1 for each who bought. */
  what: 'amount' | 'bought';
}

export interface Verdict {
  says: 'broken' | 'too_early' | 'more' | 'less' | 'no_difference';
  text: string;
}

/** Arms so unequal happen by chance once in a thousand times. */
export const BROKEN = 0.001;
const ALPHA = 0.05;

const signed = (value: number): string => (value / 100).toFixed(2);
const percent = (part: number): string => `${Number(((1 - part) * 100).toFixed(2))}%`;

function wordsFor({ by, from, until }: Difference, { what }: Saying, alpha: number) {
  const isAmount = what === 'amount';
  const scale = isAmount ? 1 : 10_000;
  const range = `${percent(alpha)} 区间 ${signed(from * scale)}–${signed(until * scale)}`;
  const size = signed(Math.abs(by) * scale);
  const say = (word: string) => (isAmount ? `每人${word} ¥${size}` : `每百人${word} ${size} 人下单`);
  return {
    more: `${say('多')}（${range}）`,
    less: `${say('少')}（${range}）`,
    none: `看不出差别（${range}）`,
  };
}

/** What came of an experiment, in words. */
export function verdictOn(
  { arm, control, dealt, excluded }: Counted,
  horizon: Horizon,
  now: Instant,
  saying: Saying = { comparisons: 1, what: 'amount' },
): Verdict {
  const left = excluded > 0 ? `（${excluded} 位会员合并后分属两组，没有计入）` : '';
  if (ratioChance(dealt.counts, dealt.shares) < BROKEN)
    return { says: 'broken', text: `各组人数和设定的比例对不上，结果不可信，请先查原因${left}` };
  const days = Math.floor((now - horizon.startedAt) / DAY_MS);
  const fewest = Math.min(arm.n, control.n);
  if (days < horizon.days || fewest < horizon.perArm)
    return {
      says: 'too_early',
      text: `还不能下结论：已进行 ${Math.max(0, days)} 天，需要 ${horizon.days} 天；每组至少 ${horizon.perArm} 人，现在最少 ${fewest} 人${left}`,
    };
  const alpha = ALPHA / saying.comparisons;
  const found = adjusted(arm, control, alpha);
  if (!found) return { says: 'no_difference', text: `两组的结果都一样，比不出差别${left}` };
  const words = wordsFor(found, saying, alpha);
  if (found.from > 0) return { says: 'more', text: `${words.more}${left}` };
  if (found.until < 0) return { says: 'less', text: `${words.less}${left}` };
  return { says: 'no_difference', text: `${words.none}${left}` };
}
