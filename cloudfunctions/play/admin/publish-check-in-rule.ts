import { refuse } from '../../../contracts/errors';
import type { CheckInRule, CheckInRuleDraft } from '../../../contracts/play/check-in-rule';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { CHECK_IN_RULE, readCheckInRule, ruleOf, versionId } from '../check-in/read-check-in-rule';
import { checkInLines } from '../rules/check-in-text';
import { verifyPrizes } from './verify-prizes';

const SHOWN_VERSIONS = 10;

/** The rule in force, as members read it, and what was published before. */
export async function readRuleInForce({ store }: ReadCall<'operator'>) {
  const rule = await readCheckInRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const ids = Array.from({ length: Math.min(SHOWN_VERSIONS, rule.version) }, (_none, back) =>
    versionId(rule.version - back),
  );
  const versions = (await store.playRules.getMany(ids)).sort((one, other) => other.version - one.version);
  return {
    rule,
    lines: checkInLines(rule, rule.packNames),
    versions: versions.map(({ version, publishedAt, rule: { isOn } }) => ({ version, publishedAt, isOn })),
  };
}

interface Publishing {
  draft: CheckInRuleDraft;
  basedOn: number;
}

/**
 * Publishes the next version, which holds from the next check-in on: also switching it off and on. The request that published a
 * version gets its answer again; a form made from an older version is refused.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishCheckInRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: Publishing,
): Promise<{ rule: CheckInRule }> {
  const { store, now, requestId } = call;
  const packNames = await verifyPrizes(store, [...draft.ladder, ...draft.bonuses.map(({ prize }) => prize)]);
  return store.transact(async (transaction) => {
    const current = await transaction.playRules.get(CHECK_IN_RULE);
    if (current?.publishedBy === requestId) return { rule: ruleOf(current) };
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const rule = { rule: draft, version: basedOn + 1, publishedAt: now, packNames, publishedBy: requestId };
    const published = { ...rule, _id: versionId(rule.version) };
    await transaction.playRules.insert(published);
    await transaction.playRules.replace({ ...rule, _id: CHECK_IN_RULE });
    await recordAudit(transaction, call, {
      action: 'play.publishCheckInRule',
      subjectId: versionId(rule.version),
      detail: { version: rule.version },
      ...toldChange(current?.rule ?? null, draft),
    });
    return { rule: ruleOf(published) };
  });
}
