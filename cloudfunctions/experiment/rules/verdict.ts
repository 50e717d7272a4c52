import { DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { adjusted, ratioChance } from './analysis';
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

export interface Verdict {
  says: 'broken' | 'too_early' | 'more' | 'less' | 'no_difference';
  text: string;
}

/** Arms so unequal happen by chance once in a thousand times. */
const BROKEN = 0.001;

const yuan = (fen: number): string => `¥${(Math.abs(fen) / 100).toFixed(2)}`;
const signed = (fen: number): string => (fen / 100).toFixed(2);

/** What came of an experiment, in words. Amounts are fen a member. */
export function verdictOn(
  { arm, control, dealt, excluded }: Counted,
  horizon: Horizon,
  now: Instant,
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
  const found = adjusted(arm, control);
  if (!found) return { says: 'no_difference', text: `两组的结果都一样，比不出差别${left}` };
  const range = `95% 区间 ${signed(found.from)}–${signed(found.until)}`;
  if (found.from > 0) return { says: 'more', text: `每人多 ${yuan(found.by)}（${range}）${left}` };
  if (found.until < 0) return { says: 'less', text: `每人少 ${yuan(found.by)}（${range}）${left}` };
  return { says: 'no_difference', text: `看不出差别（${range}）${left}` };
}
