import type { IssueRuleTerms } from '../../../contracts/payment/payment';
import { refuse } from '../../../contracts/errors';
import { isIssueRuleId, type IssueRuleId } from '../../../contracts/primitives/ids';
import { shortName } from '../../kit/ids/spread';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { TransactionStore } from '../../kit/store/store';
import { Duplicate } from '../../kit/store/store-error';
import { ANY, MOST_RULES, viewRules } from './list-issue-rules';

interface Written {
  edit: { ruleId: IssueRuleId; version: number } | null;
  terms: IssueRuleTerms;
}

/**
 * Writes a rule. What first payments already promised is kept in their claims, so nothing of it changes.
 * @throws TuankaError issue_rule_not_found, rule_changed_meanwhile, issue_priority_taken, invalid_input
 */
export async function saveIssueRule(call: WriteCall<'operator'>, { edit, terms }: Written) {
  const { store, requestId } = call;
  const ruleId = edit?.ruleId ?? newRuleId(requestId);
  await refuseUnknown(call, terms);
  await refuseTakenPriority(call, ruleId, terms.priority);
  await store
    .transact((transaction) => write(call, transaction, ruleId, edit?.version ?? null, terms))
    .catch((error: unknown) => {
      // A new rule whose request came twice: it is there.
      if (!(error instanceof Duplicate)) throw error;
    });
  const [rule] = await viewRules(store, [await store.issueRules.require(ruleId, 'issue_rule_not_found')]);
  if (!rule) throw refuse('issue_rule_not_found', ruleId);
  return { rule };
}

function newRuleId(requestId: string): IssueRuleId {
  const id = `rule_${shortName(requestId)}`;
  if (!isIssueRuleId(id)) throw new RangeError(`not a rule id: ${id}`);
  return id;
}

/** A rule issues an open card and a published pack, at stores that exist. */
async function refuseUnknown({ store }: WriteCall<'operator'>, terms: IssueRuleTerms): Promise<void> {
  const storeIds = terms.storeIds ?? [];
  const [plan, pack, stores] = await Promise.all([
    store.cardPlans.get(terms.planId),
    terms.packId === null ? null : store.couponPacks.get(terms.packId),
    store.stores.getMany(storeIds),
  ]);
  if (plan?.status !== 'open') throw refuse('invalid_input', 'planId');
  if (terms.packId !== null && pack?.status !== 'published') throw refuse('invalid_input', 'packId');
  if (stores.length < storeIds.length) throw refuse('invalid_input', 'storeIds');
}

/** Each rule has a place of its own in the order, so that the operator knows which one counts. */
async function refuseTakenPriority(
  { store }: WriteCall<'operator'>,
  ruleId: IssueRuleId,
  priority: number,
): Promise<void> {
  const { items } = await store.issueRules.find({ where: ANY, orderBy: '_id', limit: MOST_RULES });
  if (items.some((rule) => rule._id !== ruleId && rule.priority === priority))
    throw refuse('issue_priority_taken', String(priority));
}

async function write(
  call: WriteCall<'operator'>,
  transaction: TransactionStore,
  ruleId: IssueRuleId,
  version: number | null,
  terms: IssueRuleTerms,
): Promise<void> {
  const { requestId } = call;
  let before: IssueRuleTerms | null = null;
  if (version === null) {
    await transaction.issueRules.insert({ ...terms, _id: ruleId, version: 1, savedBy: requestId });
  } else {
    const current = await transaction.issueRules.require(ruleId, 'issue_rule_not_found');
    if (current.savedBy === requestId) return;
    if (current.version !== version) throw refuse('rule_changed_meanwhile', ruleId);
    before = current;
    await transaction.issueRules.replace({
      ...terms,
      _id: ruleId,
      version: version + 1,
      savedBy: requestId,
    });
  }
  await recordAudit(transaction, call, {
    action: 'payment.saveIssueRule',
    subjectId: ruleId,
    detail: { version: (version ?? 0) + 1 },
    before: before && toldOf(before),
    after: toldOf(terms),
  });
}

const toldOf = ({ name, enabled, priority }: IssueRuleTerms) => ({ name, enabled, priority });
