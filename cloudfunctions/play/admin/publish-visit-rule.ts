import type { VisitRule, VisitRuleDraft } from '../../../contracts/play/visit-rule';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { visitLines } from '../rules/visit-text';
import { readVisitRule, VISIT_RULE, visitsOf } from '../visits/read-visit-rule';
import { latestVersionIds, publishVersion, viewVersions } from './publish-version';

/** The rule of visits in force, as members read it, and what was published before. */
export async function readVisitsInForce({ store }: ReadCall<'operator'>) {
  const rule = await readVisitRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const versions = await store.visitRules.getMany(latestVersionIds(VISIT_RULE, rule.version));
  return { rule, lines: visitLines(rule, rule.packNames), versions: viewVersions(versions) };
}

/**
 * Publishes the next version, which holds from the next visit on.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishVisitRule(
  call: WriteCall<'operator'>,
  publishing: { draft: VisitRuleDraft; basedOn: number },
): Promise<{ rule: VisitRule }> {
  const rule = await publishVersion<VisitRuleDraft, object>(
    call,
    {
      action: 'play.publishVisitRule',
      id: VISIT_RULE,
      versions: (transaction) => transaction.visitRules,
      prizesOf: ({ prize }) => [prize],
      more: () => ({ ofVersion: {}, inForce: {} }),
    },
    publishing,
  );
  return { rule: visitsOf(rule) };
}
