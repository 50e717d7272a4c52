import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { FormHint, FormPanel } from '@/components/form/form';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { BadgeRule, BadgeRuleDraft } from '@contracts/play/badge-rule';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { readPacks, RuleForm } from '../../components/rule/rule-form';
import { StaffOnly } from '../../components/staff-only';
import { BadgesFields } from './fields';
import { firstForm, formOf } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const questionOf = (next: number, { isOn }: BadgeRuleDraft) => ({
  title: `发布第 ${next} 版？`,
  lines: isOn
    ? ['会员马上看到这些勋章，以前的付款、签到也算。', '已经得到的勋章和奖励不变。']
    : ['勋章马上停止，不再有新的勋章。', '已经得到的勋章保留，奖励照发。'],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: BadgeRule | null;
  packs: readonly PackView[];
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const [first] = useState(() => (rule ? formOf(rule) : firstForm()));
  const form = useForm({ first, check: ruleFrom, keepAs: `badge-rule:${version}` });
  const { draft, change } = form;
  const forecast = forecastText(form.checked);
  return (
    <RuleForm
      form={form}
      version={version}
      label="开放勋章"
      hint="关掉后不再有新的勋章，已经得到的保留"
      questionOf={questionOf}
      publish={playService.publishBadgeRule}
    >
      <BadgesFields form={draft} packs={packs} onChange={change} />
      {forecast !== null && (
        <FormPanel>
          <FormHint text={forecast} />
        </FormPanel>
      )}
    </RuleForm>
  );
}

async function readAll() {
  const [{ rule }, packs] = await Promise.all([playService.readBadgeRule({}), readPacks()]);
  return { rule, packs };
}

/** 勋章规则: what is in force, as the next version. */
export default function BadgeRulePage() {
  const { state, reload } = useCall(readAll);
  // Coming back from the packs there may be a new one; what was typed stays.
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={6} Failure={StaffOnly} />
      {data && <Editor rule={data.rule} packs={data.packs} />}
    </PageShell>
  );
}
