import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { FormHint, FormPanel } from '@/components/form/form';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { WheelRule, WheelRuleDraft } from '@contracts/play/wheel-rule';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { readPacks, RuleForm } from '../../components/rule/rule-form';
import { StaffOnly } from '../../components/staff-only';
import { LimitFields, SliceFields } from './fields';
import { firstForm, formOf } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const questionOf = (next: number, { isOn }: WheelRuleDraft) => ({
  title: `发布第 ${next} 版？`,
  lines: isOn
    ? ['从下一次抽奖起按这一版算，会员马上看到奖品和概率。', '已经抽中的奖品照发，送出的份数接着数。']
    : ['抽奖马上停止，会员看不到转盘。', '已经抽中的奖品照发。'],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: WheelRule | null;
  packs: readonly PackView[];
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const [first] = useState(() => (rule ? formOf(rule) : firstForm()));
  const form = useForm({ first, check: ruleFrom, keepAs: `wheel-rule:${version}` });
  const { draft, change } = form;
  const fields = { form: draft, packs, onChange: change };
  const forecast = forecastText(form.checked);
  return (
    <RuleForm
      form={form}
      version={version}
      label="开放转盘抽奖"
      hint="关掉后会员看不到转盘，已经抽中的奖品照发"
      questionOf={questionOf}
      publish={playService.publishWheelRule}
    >
      <SliceFields {...fields} />
      {forecast !== null && (
        <FormPanel>
          <FormHint text={forecast} />
        </FormPanel>
      )}
      <LimitFields {...fields} />
    </RuleForm>
  );
}

async function readAll() {
  const [{ rule }, packs] = await Promise.all([playService.readWheelRule({}), readPacks()]);
  return { rule, packs };
}

/** 转盘规则: what is in force, as the next version. */
export default function WheelRulePage() {
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
