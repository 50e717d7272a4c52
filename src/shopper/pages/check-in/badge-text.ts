import type { BadgeView, WonBadge } from '@contracts/play/badge';

/** Reached, and not written down yet. */
export const isReached = ({ done, next }: Pick<BadgeView, 'done' | 'next'>): boolean =>
  next !== null && done >= next.count;

export const levelText = ({ level, levels }: Pick<BadgeView, 'level' | 'levels'>): string => {
  if (level === 0) return '还没得到';
  return levels === 1 ? '已得到' : `${level} 级，共 ${levels} 级`;
};

/** What the next level asks, how much of it is done, and what it brings. */
export function nextText({ done, next }: Pick<BadgeView, 'done' | 'next'>): string | null {
  if (next === null) return null;
  const brings = next.gift.kind === 'thanks' ? '' : `，得 ${next.gift.text}`;
  return `${next.text}（${Math.min(done, next.count)}/${next.count}）${brings}`;
}

/** What was just won, said at the bottom of the page. */
export const wonText = (won: readonly WonBadge[]): string =>
  `得到勋章 ${won.map(({ name, level }) => `「${name}」${level} 级`).join('、')}`;
