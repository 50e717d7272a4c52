import type { Badge } from '../../../contracts/play/badge-rule';
import type { Task } from '../../../contracts/play/task-rule';
import type { WornBadge } from '../../../contracts/play/badge';

/** A level somebody won. */
export interface Won {
  badgeId: string;
  level: number;
  name: string;
}

/** What is counted for a badge, as a task that is done once is. */
export const countedFor = ({ id, name, kind, levels }: Badge): Task => ({
  id,
  name,
  kind,
  count: levels.at(-1)?.count ?? 1,
  minFen: null,
  every: 'once',
  prize: { kind: 'thanks' },
  isAutomatic: true,
});

const isWon = (won: readonly Won[], badgeId: string, level: number): boolean =>
  won.some((one) => one.badgeId === badgeId && one.level === level);

/** Badges of which somebody has not every level. */
export const openBadges = (badges: readonly Badge[], won: readonly Won[]): Badge[] =>
  badges.filter(({ id, levels }) => levels.some((_level, at) => !isWon(won, id, at + 1)));

/** Levels that are reached and not written down, the lowest first. */
export const reachedLevels = ({ id, levels }: Badge, won: readonly Won[], done: number): number[] =>
  levels.flatMap(({ count }, at) => (done >= count && !isWon(won, id, at + 1) ? [at + 1] : []));

/** Each badge once, at its highest level, in the order of the rule; what the rule has no more comes last. */
export function wornBadges(badges: readonly Badge[], won: readonly Won[]): WornBadge[] {
  const highest = new Map<string, WornBadge>();
  for (const { badgeId, level, name } of won)
    if (level > (highest.get(badgeId)?.level ?? 0)) highest.set(badgeId, { id: badgeId, name, level });
  const place = (id: string): number => {
    const at = badges.findIndex((badge) => badge.id === id);
    return at === -1 ? badges.length : at;
  };
  return [...highest.values()].sort((one, other) => place(one.id) - place(other.id));
}
