import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { refuse } from '@contracts/errors';
import type { IssueRuleTerms, IssueRuleView, PaymentApi } from '@contracts/payment/payment';
import { isIssueRuleId, type IssueRuleId } from '@contracts/primitives/ids';
import { FormBody } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { useForm } from '@/components/form/draft/use-form';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { findOnPages } from '@/services/all-pages';
import { IssuePreview } from '../../components/issue-preview';
import { StaffOnly } from '../../components/staff-only';
import { draftOf, EMPTY_RULE, termsFrom } from './rule-draft';
import { RuleForm } from './rule-form';

type Choices = ReturnType<PaymentApi['listIssueChoices']>;

/** The rule to edit, looked for page by page; null: a new one. */
async function readRule(ruleId: IssueRuleId | null): Promise<IssueRuleView | null> {
  if (ruleId === null) return null;
  const rule = await findOnPages(
    (cursor) => paymentService.listIssueRules({ cursor }),
    ({ rules }) => rules.find((one) => one.ruleId === ruleId),
  );
  if (!rule) throw refuse('issue_rule_not_found', ruleId);
  return rule;
}

interface EditorProps {
  rule: IssueRuleView | null;
  choices: Choices;
}

function Editor({ rule, choices }: EditorProps) {
  const form = useForm({
    first: rule ? draftOf(rule.terms) : EMPTY_RULE,
    check: termsFrom,
    keepAs: `issue-rule:${rule ? `${rule.ruleId}:${rule.version}` : 'new'}`,
  });
  const { draft, change, checked } = form;
  const request = useRequestId();
  const save = useAction(async (terms: IssueRuleTerms) => {
    const edit = rule && { ruleId: rule.ruleId, version: rule.version };
    const input = { edit, terms };
    await paymentService.saveIssueRule(input, { requestId: request.idFor(input) });
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      <RuleForm draft={draft} choices={choices} onChange={change} />
      {checked.ok && <IssuePreview draft={{ ruleId: rule?.ruleId ?? null, terms: checked.value }} />}
      <SaveBar
        id="save"
        text={rule ? '保存修改' : '保存这条规则'}
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(terms) => void save.run(terms)}
      />
    </FormBody>
  );
}

/** 编辑发卡规则: conditions, what it issues, and a payment to try it on before it is saved. */
export default function IssueRulePage() {
  const { params } = useRouter();
  const ruleId = useMemo(() => (isIssueRuleId(params['id']) ? params['id'] : null), [params]);
  const { state, reload } = useCall(async () => {
    const [rule, choices] = await Promise.all([readRule(ruleId), paymentService.listIssueChoices({})]);
    return { rule, choices };
  });
  // Read once: coming back from elsewhere must not overwrite what was typed.
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <Editor rule={state.snapshot.data.rule} choices={state.snapshot.data.choices} />
      )}
    </PageShell>
  );
}
