import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { FormHint, FormPanel } from '@/components/form/form';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { TaskRule, TaskRuleDraft } from '@contracts/play/task-rule';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { readPacks, RuleForm } from '../../components/rule/rule-form';
import { StaffOnly } from '../../components/staff-only';
import { TasksFields } from './fields';
import { firstForm, formOf } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const questionOf = (next: number, { isOn }: TaskRuleDraft) => ({
  title: `发布第 ${next} 版？`,
  lines: isOn
    ? ['会员马上看到这些任务，进度按已经发生的事算。', '已经领取的奖励不变。']
    : ['任务马上停止，做完没领的也领不了。', '已经领取的奖励照发。'],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: TaskRule | null;
  packs: readonly PackView[];
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const [first] = useState(() => (rule ? formOf(rule) : firstForm()));
  const form = useForm({ first, check: ruleFrom, keepAs: `task-rule:${version}` });
  const { draft, change } = form;
  const forecast = forecastText(form.checked);
  return (
    <RuleForm
      form={form}
      version={version}
      label="开放任务"
      hint="关掉后会员看不到任务，已经得到的奖励不变"
      questionOf={questionOf}
      publish={playService.publishTaskRule}
    >
      <TasksFields form={draft} packs={packs} onChange={change} />
      {forecast !== null && (
        <FormPanel>
          <FormHint text={forecast} />
        </FormPanel>
      )}
    </RuleForm>
  );
}

async function readAll() {
  const [{ rule }, packs] = await Promise.all([playService.readTaskRule({}), readPacks()]);
  return { rule, packs };
}

/** 任务规则: what is in force, as the next version. */
export default function TaskRulePage() {
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
