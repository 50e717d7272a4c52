import { refuse } from '../../../contracts/errors';
import type { PointsRule, PointsRuleDraft } from '../../../contracts/points/points-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { CURRENT_RULE, inForce, versionId } from '../book/read-rule';
import { earliestStart, pointsDifference, startOf } from '../rules/announced';

type Current = DocumentOf<'pointsRules'>;
type Newest = NonNullable<Current['next']>;

/** The rule in force and the one that is announced, for the operator's form. */
export async function readRuleInForce({ store, now }: ReadCall<'operator'>) {
  const current = await store.pointsRules.get(CURRENT_RULE);
  if (!current) return { rule: null, next: null };
  const rule = inForce(current, now);
  return { rule, next: current.next?.version === rule.version ? null : current.next };
}

/**
 * Publishes the next version. Where there is a member charter, what it says of points changes seven days after it was announced, like
 * tiers do; anything else holds at once. It takes the place of what is announced already. Earlier versions stay: an entry names the one
 * that decided about it. The request that published a version gets its answer again; a form made from an older version is refused.
 * @throws TuankaError rule_changed_meanwhile
 */
export async function publishRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: { draft: PointsRuleDraft; basedOn: number },
): Promise<{ rule: PointsRule }> {
  const { store, now, requestId } = call;
  return store.transact(async (transaction) => {
    const stored = await transaction.pointsRules.get(CURRENT_RULE);
    const taken = stored?.next && startOf(stored.next) <= now ? stored.next : null;
    const current = stored && taken ? { ...stored, ...taken, next: null } : stored;
    const newest = current?.next ?? current;
    if (newest?.publishedBy === requestId) return { rule: newest };
    if ((newest?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const isTold = current !== null && (await isInCharter(transaction, current, draft));
    const holdsFrom = isTold ? earliestStart(now) : null;
    const rule = { ...draft, version: basedOn + 1, publishedAt: now, holdsFrom, publishedBy: requestId };
    // What was announced and holds by now becomes a version like others.
    if (taken)
      await transaction.pointsRules.insert({
        ...taken,
        _id: versionId(taken.version),
        dueAt: null,
        next: null,
      });
    await replaceRule(transaction, current, rule, now);
    await recordAudit(transaction, call, {
      action: 'points.publishRule',
      subjectId: versionId(rule.version),
      detail: { version: rule.version, ...(holdsFrom === null ? {} : { holdsFrom }) },
      ...toldChange(current, rule),
    });
    return { rule };
  });
}

async function isInCharter(
  transaction: TransactionStore,
  current: PointsRule,
  draft: PointsRuleDraft,
): Promise<boolean> {
  const { added, removed } = pointsDifference(current, draft);
  // The charter comes with tiers.
  return added.length + removed.length > 0 && (await transaction.growthRules.get(CURRENT_RULE)) !== null;
}

/** In force, or announced in the place of what was; whoever tells members of the charter looks at both. */
async function replaceRule(
  { pointsRules }: TransactionStore,
  current: Current | null,
  rule: Newest,
  now: Instant,
): Promise<void> {
  if (current && rule.holdsFrom !== null) {
    await pointsRules.replace({ ...current, next: rule, dueAt: now });
    return;
  }
  const dueAt = current?.next ? now : (current?.dueAt ?? null);
  await pointsRules.insert({ ...rule, _id: versionId(rule.version), dueAt: null, next: null });
  await pointsRules.replace({ ...rule, _id: CURRENT_RULE, dueAt, next: null });
}
