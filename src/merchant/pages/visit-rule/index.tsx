import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { FormHint, FormPanel } from '@/components/form/form';
import { NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { VisitRule, VisitRuleDraft } from '@contracts/play/visit-rule';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import type { PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import { readPacks, RuleForm } from '../../components/rule/rule-form';
import { StaffOnly } from '../../components/staff-only';
import { FIRST_FORM, formOf } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const prizes: readonly PrizeKind[] = ['points', 'pack', 'chances', 'cards'];

const questionOf = (next: number, { isOn }: VisitRuleDraft) => ({
  title: `发布第 ${next} 版？`,
  lines: isOn
    ? ['从现在起到店按这一版给奖励。', '已经到店的奖励不变。']
    : ['到店礼马上停止，店员扫码后不再给。', '已经到店的奖励照发。'],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: VisitRule | null;
  packs: readonly PackView[];
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const form = useForm({
    first: rule ? formOf(rule) : FIRST_FORM,
    check: ruleFrom,
    keepAs: `visit-rule:${version}`,
  });
  const { draft, change } = form;
  const forecast = forecastText(form.checked);
  return (
    <RuleForm
      form={form}
      version={version}
      label="开放到店礼"
      hint="关掉后店员扫码不再给，已经得到的奖励不变"
      questionOf={questionOf}
      publish={playService.publishVisitRule}
    >
      <SectionTitle text="到店得什么" />
      <FormPanel>
        <PrizeFields
          id="visit"
          label="给什么"
          kinds={prizes}
          prize={draft.prize}
          packs={packs}
          onChange={(prize) => change({ prize })}
        />
        <NumberField id="per-day" label="每天最多" unit="份" {...typedIn(draft, change, 'perDay')} />
        <NumberField
          id="per-month"
          label="每月最多"
          unit="份"
          placeholder="不限"
          {...typedIn(draft, change, 'perMonth')}
        />
        <FormHint text="店员在「核销优惠券」扫会员码时给。同一家门店每天一次，不用消费" />
        {forecast !== null && <FormHint text={forecast} />}
      </FormPanel>
    </RuleForm>
  );
}

async function readAll() {
  const [{ rule }, packs] = await Promise.all([playService.readVisitRule({}), readPacks()]);
  return { rule, packs };
}

/** 到店礼规则: what is in force, as the next version. */
export default function VisitRulePage() {
  const { state, reload } = useCall(readAll);
  // Coming back from the packs there may be a new one; what was typed stays.
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {data && <Editor rule={data.rule} packs={data.packs} />}
    </PageShell>
  );
}
