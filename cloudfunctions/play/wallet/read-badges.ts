import type { BadgeView } from '../../../contracts/play/badge';
import type { Badge } from '../../../contracts/play/badge-rule';
import type { ReadCall } from '../../kit/host/call';
import { readBadgeRule, type BadgesInForce } from '../badges/read-badge-rule';
import { readWon } from '../badges/read-won';
import { countedFor, wornBadges } from '../rules/badge';
import { badgeLines, levelText } from '../rules/badge-text';
import { viewPrize } from '../rules/prize-text';
import { readProgress } from '../tasks/read-progress';

/** 勋章墙: five calls with the caller, more for whoever did very much. */
export async function readBadges({ store, member, now }: ReadCall<'member'>) {
  const [rule, won] = await Promise.all([readBadgeRule(store), readWon(store, member)]);
  const isOn = rule?.isOn ?? false;
  if (!isOn && won.length === 0) return { badges: null, ruleLines: [], now };
  const badges = isOn ? (rule?.badges ?? []) : [];
  const worn = wornBadges(badges, won);
  const { done } = await readProgress(store, member, badges.map(countedFor), now);
  const levelOf = (id: string): number => worn.find((one) => one.id === id)?.level ?? 0;
  const kept = worn.filter(({ id }) => badges.every((badge) => badge.id !== id));
  return {
    badges: [
      ...badges.map((badge) => viewBadge(rule, badge, levelOf(badge.id), done.get(badge.id) ?? 0)),
      ...kept.map(({ id, name, level }): BadgeView => ({
        id,
        name,
        level,
        levels: level,
        done: 0,
        next: null,
      })),
    ],
    ruleLines: isOn && rule ? badgeLines(rule, rule.packNames) : [],
    now,
  };
}

/** What was won stays when an order comes back: the level is what was written down. */
function viewBadge(rule: BadgesInForce | null, badge: Badge, level: number, done: number): BadgeView {
  const next = badge.levels[level];
  return {
    id: badge.id,
    name: badge.name,
    level,
    levels: Math.max(badge.levels.length, level),
    done,
    next: next
      ? {
          text: levelText(badge, next.count),
          count: next.count,
          gift: viewPrize(next.prize, rule?.packNames ?? {}),
        }
      : null,
  };
}
