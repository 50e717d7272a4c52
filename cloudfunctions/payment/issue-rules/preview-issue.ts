import type { IssueRuleTerms } from '../../../contracts/payment/payment';
import { isIssueRuleId, type IssueRuleId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { inOrder, mismatch, ruleFor, type FirstPayment } from './issue-rule';
import { ANY, MOST_RULES, issueRuleTerms } from './list-issue-rules';

interface PreviewInput {
  payment: FirstPayment;
  draft: { ruleId: IssueRuleId | null; terms: IssueRuleTerms } | null;
}

/** Stands for a rule that has no id yet; it shares its priority with no other. */
const UNSAVED = ((): IssueRuleId => {
  const id = 'rule_unsaved';
  if (!isIssueRuleId(id)) throw new RangeError(id);
  return id;
})();

/** Which rule this first payment would match, told by the very function that decides it when somebody pays. */
export async function previewIssue({ store }: ReadCall<'operator'>, { payment, draft }: PreviewInput) {
  const { items } = await store.issueRules.find({ where: ANY, orderBy: '_id', limit: MOST_RULES });
  const written = draft && { ...draft.terms, _id: draft.ruleId ?? UNSAVED };
  const others = items
    .filter(({ _id }) => _id !== written?._id)
    .map((rule) => ({ ...issueRuleTerms(rule), _id: rule._id }));
  const rules = inOrder(written ? [...others, written] : others);
  const counting = ruleFor(rules, payment);
  return {
    rules: rules.map((rule) => ({
      ruleId: rule._id === UNSAVED ? null : rule._id,
      name: rule.name,
      priority: rule.priority,
      reason: mismatch(rule, payment),
      counts: rule === counting,
    })),
  };
}
