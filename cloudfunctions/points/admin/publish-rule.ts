import { refuse } from '../../../contracts/errors';
import type { PointsRule, PointsRuleDraft } from '../../../contracts/points/points-rule';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { CURRENT_RULE, readRule, versionId } from '../book/read-rule';

/** The rule in force, for the operator's form. */
export async function readRuleInForce({ store }: ReadCall<'operator'>) {
  return { rule: await readRule(store) };
}

/**
 * Publishes the next version. Earlier versions stay: an entry names the one that decided about it. The request that
 * published a version gets its answer again; a form made from an older version is refused.
 * @throws TuankaError rule_changed_meanwhile
 */
export async function publishRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: { draft: PointsRuleDraft; basedOn: number },
): Promise<{ rule: PointsRule }> {
  const { store, now, requestId } = call;
  return store.transact(async (transaction) => {
    const current = await transaction.pointsRules.get(CURRENT_RULE);
    if (current?.publishedBy === requestId) return { rule: current };
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const rule: PointsRule = { ...draft, version: basedOn + 1, publishedAt: now };
    await transaction.pointsRules.insert({ ...rule, _id: versionId(rule.version), publishedBy: requestId });
    await transaction.pointsRules.replace({ ...rule, _id: CURRENT_RULE, publishedBy: requestId });
    await recordAudit(transaction, call, {
      action: 'points.publishRule',
      subjectId: versionId(rule.version),
      detail: { version: rule.version },
      ...toldChange(current, rule),
    });
    return { rule };
  });
}
