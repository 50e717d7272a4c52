import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { CheckInRule, CheckInRuleDraft } from '@contracts/play/check-in-rule';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { readPacks, RuleForm } from '../../components/rule/rule-form';
import { StaffOnly } from '../../components/staff-only';
import { BonusFields, LadderFields, MakeUpFields } from './fields';
import { FIRST_FORM, formOf } from './rule-draft';
import { ruleFrom } from './rule-from';

const questionOf = (next: number, { isOn }: CheckInRuleDraft) => ({
  title: `发布第 ${next} 版？`,
  lines: isOn
    ? ['从现在起的签到按这一版给奖励。', '已经签到的奖励不变，连续天数接着算。']
    : ['签到马上停止，会员看不到签到。', '已经签到的奖励照发。'],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: CheckInRule | null;
  packs: readonly PackView[];
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const form = useForm({
    first: rule ? formOf(rule) : FIRST_FORM,
    check: ruleFrom,
    keepAs: `check-in-rule:${version}`,
  });
  const { draft, change } = form;
  const fields = { form: draft, packs, onChange: change };
  return (
    <RuleForm
      form={form}
      version={version}
      label="开放签到"
      hint="关掉后会员看不到签到，已经得到的奖励不变"
      questionOf={questionOf}
      publish={playService.publishCheckInRule}
    >
      <LadderFields {...fields} />
      <BonusFields {...fields} />
      <MakeUpFields {...fields} />
    </RuleForm>
  );
}

async function readAll() {
  const [{ rule }, packs] = await Promise.all([playService.readCheckInRule({}), readPacks()]);
  return { rule, packs };
}

/** 签到规则: what is in force, as the next version. */
export default function CheckInRulePage() {
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
