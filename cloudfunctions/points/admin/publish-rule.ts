import { refuse } from '../../../contracts/errors';
import type { PointsRule, PointsRuleDraft } from '../../../contracts/points/points-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { CURRENT_RULE, inForce, versionId, type KeptRule } from '../book/read-rule';
import { readTiers } from '../book/read-tiers';
import { earliestStart, pointsDifference, startOf } from '../rules/announced';
import { namesByNow, tiersNamed, type TierLists } from '../rules/named-tiers';

type Current = DocumentOf<'pointsRules'>;

/** The rule in force and the one that is announced, for the operator's form. */
export async function readRuleInForce({ store, now }: ReadCall<'operator'>) {
  const current = await store.pointsRules.get(CURRENT_RULE);
  if (!current) return { rule: null, next: null };
  const rule = inForce(current, now);
  const next = current.next?.version === rule.version ? null : current.next;
  const tiers = await readTiers(store, now);
  return { rule: calledByNow(rule, tiers), next: next && calledByNow(next, tiers) };
}

/** With the names that tiers have now. */
function calledByNow({ namedTiers, ...rule }: KeptRule, lists: TierLists): PointsRule {
  const { tierMultipliers } = rule.earn;
  const called = [...namesByNow(Object.keys(tierMultipliers), namedTiers, lists)].flatMap(([name, now]) => {
    const multiplier = tierMultipliers[name];
    return multiplier === undefined ? [] : [[now, multiplier] as const];
  });
  return { ...rule, earn: { ...rule.earn, tierMultipliers: Object.fromEntries(called) } };
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
  const { store, now, requestId, settings } = call;
  return store.transact(async (transaction) => {
    const stored = await transaction.pointsRules.get(CURRENT_RULE);
    const taken = stored?.next && startOf(stored.next) <= now ? stored.next : null;
    const current = stored && taken ? { ...stored, ...taken, next: null } : stored;
    const newest = current?.next ?? current;
    const lists = await readTiers(transaction, now);
    if (newest?.publishedBy === requestId) return { rule: calledByNow(newest, lists) };
    if ((newest?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    // The charter comes with tiers.
    const namedTiers = tiersNamed(Object.keys(draft.earn.tierMultipliers), lists, newest?.namedTiers ?? {});
    const isTold =
      current !== null && lists.current !== null && isInCharter(current, { ...draft, namedTiers }, lists);
    const holdsFrom = isTold ? earliestStart(now, settings.messageRules.quietHours) : null;
    const published = { version: basedOn + 1, publishedAt: now, holdsFrom, publishedBy: requestId };
    const rule = { ...draft, ...published, namedTiers };
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
      ...toldChange(current && toldOf(current), toldOf(rule)),
    });
    return { rule };
  });
}

/** What its names mean is said by them. */
const toldOf = <Rule extends { namedTiers: unknown }>({ namedTiers: _named, ...rule }: Rule) => rule;

function isInCharter(
  current: KeptRule,
  draft: PointsRuleDraft & Pick<KeptRule, 'namedTiers'>,
  lists: TierLists,
): boolean {
  const { added, removed } = pointsDifference(current, draft, lists);
  return added.length + removed.length > 0;
}

/** In force, or announced in the place of what was; whoever tells members of the charter looks at both. */
async function replaceRule(
  { pointsRules }: TransactionStore,
  current: Current | null,
  rule: Omit<NonNullable<Current['next']>, 'isUntold'>,
  now: Instant,
): Promise<void> {
  if (current && rule.holdsFrom !== null) {
    await pointsRules.replace({ ...current, next: { ...rule, isUntold: true }, dueAt: now });
    return;
  }
  const dueAt = current?.next ? now : (current?.dueAt ?? null);
  await pointsRules.insert({ ...rule, _id: versionId(rule.version), dueAt: null, next: null });
  await pointsRules.replace({ ...rule, _id: CURRENT_RULE, dueAt, next: null });
}
