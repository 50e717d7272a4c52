import type { Badge, BadgeRuleDraft } from '@contracts/play/badge-rule';
import type { LocalCloud } from '../../../local/server';
import { phoneOf, type Phone } from '../stage';
import { pointsPrize } from './play-stage';

export const badgeOf = (change: Partial<Badge> = {}): Badge => ({
  id: 'regular',
  name: '常客',
  kind: 'orders',
  levels: [
    { count: 1, prize: { kind: 'thanks' } },
    { count: 3, prize: pointsPrize(9) },
  ],
  ...change,
});

export async function publishBadges(
  cloud: LocalCloud,
  badges: readonly Partial<Badge>[] = [{}],
  isOn = true,
): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule } = await he.play.readBadgeRule({});
  const draft: BadgeRuleDraft = { isOn, badges: badges.map(badgeOf) };
  await he.play.publishBadgeRule({ draft, basedOn: rule?.version ?? 0 });
}

/** Each badge on somebody's wall: its level, how far they are, what the next level asks. */
export const wallOf = async (one: Phone) =>
  ((await one.play.readBadges({})).badges ?? []).map(({ id, level, done, next }) => [
    id,
    level,
    done,
    next?.count ?? null,
  ]);
