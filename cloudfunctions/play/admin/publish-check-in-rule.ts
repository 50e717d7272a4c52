import type { CheckInRule, CheckInRuleDraft } from '../../../contracts/play/check-in-rule';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { CHECK_IN_RULE, readCheckInRule, ruleOf } from '../check-in/read-check-in-rule';
import { checkInLines } from '../rules/check-in-text';
import { latestVersionIds, publishVersion, viewVersions } from './publish-version';

/** The rule in force, as members read it, and what was published before. */
export async function readRuleInForce({ store }: ReadCall<'operator'>) {
  const rule = await readCheckInRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const versions = await store.playRules.getMany(latestVersionIds(CHECK_IN_RULE, rule.version));
  return { rule, lines: checkInLines(rule, rule.packNames), versions: viewVersions(versions) };
}

/**
 * Publishes the next version, which holds from the next check-in on.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishCheckInRule(
  call: WriteCall<'operator'>,
  publishing: { draft: CheckInRuleDraft; basedOn: number },
): Promise<{ rule: CheckInRule }> {
  const rule = await publishVersion<CheckInRuleDraft, object>(
    call,
    {
      action: 'play.publishCheckInRule',
      id: CHECK_IN_RULE,
      versions: (transaction) => transaction.playRules,
      prizesOf: ({ ladder, bonuses }) => [...ladder, ...bonuses.map(({ prize }) => prize)],
      more: () => ({ ofVersion: {}, inForce: {} }),
    },
    publishing,
  );
  return { rule: ruleOf(rule) };
}
