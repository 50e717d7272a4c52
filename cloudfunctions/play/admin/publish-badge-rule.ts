import type { BadgeRule, BadgeRuleDraft } from '../../../contracts/play/badge-rule';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { BADGE_CONSUMER } from '../badges/keep-badges';
import { BADGES, badgesOf, readBadgeRule } from '../badges/read-badge-rule';
import { badgeLines } from '../rules/badge-text';
import { latestVersionIds, publishVersion, viewVersions } from './publish-version';
import { readFromNow } from './read-from-now';

/** The rule of badges in force, as members read it, and what was published before. */
export async function readBadgesInForce({ store }: ReadCall<'operator'>) {
  const rule = await readBadgeRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const versions = await store.badgeRules.getMany(latestVersionIds(BADGES, rule.version));
  return { rule, lines: badgeLines(rule, rule.packNames), versions: viewVersions(versions) };
}

/**
 * Publishes the next version, which holds from now on. What was won stays won under a badge's id.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishBadgeRule(
  call: WriteCall<'operator'>,
  publishing: { draft: BadgeRuleDraft; basedOn: number },
): Promise<{ rule: BadgeRule }> {
  const { now } = call;
  const rule = await publishVersion<BadgeRuleDraft, object>(
    call,
    {
      action: 'play.publishBadgeRule',
      id: BADGES,
      versions: (transaction) => transaction.badgeRules,
      prizesOf: ({ badges }) => badges.flatMap(({ levels }) => levels.map(({ prize }) => prize)),
      more: () => ({ ofVersion: {}, inForce: {} }),
      also: async (transaction, current, draft) => {
        if (draft.isOn && !current?.rule.isOn) await readFromNow(transaction, BADGE_CONSUMER, now);
      },
    },
    publishing,
  );
  return { rule: badgesOf(rule) };
}
