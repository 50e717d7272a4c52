import { useState } from 'react';
import { FormBody, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { DateField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { pickedIn } from '@/components/form/tied';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { GrowthRule, PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { PROPOSED_TIERS } from '@contracts/primitives/tier/proposed-rule';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService, growthService } from '@/services';
import { allPages } from '@/services/all-pages';
import { StaffOnly } from '../../components/staff-only';
import { GiftFields } from './gift-fields';
import { GrowthFields } from './growth-fields';
import { PrivilegeFields } from './privilege-fields';
import { formOf, type RuleForm } from './rule-draft';
import { ruleFrom, type Publishing } from './rule-from';
import { TierFields, type FieldsProps } from './tier-fields';
import { WhatIf } from './what-if';

const parts = [
  { name: 'tiers', text: '等级' },
  { name: 'growth', text: '成长值' },
  { name: 'rights', text: '权益' },
  { name: 'gifts', text: '会员礼' },
] as const;
type Part = (typeof parts)[number]['name'];

/** Where a problem stands, so that a tap on publishing leads there. */
function partOf(field: string): Part {
  if (field.startsWith('tier-')) return 'tiers';
  if (field.startsWith('right-')) return 'rights';
  return field.startsWith('gift-') ? 'gifts' : 'growth';
}

const questionOf = (next: number, isFirst: boolean) => ({
  title: `发布第 ${next} 版？`,
  lines: isFirst
    ? ['从现在起有会员等级，以前的付款也会补算。']
    : [
        '章程里写着的变化，公布满 7 天才生效，每位会员会收到消息；其余马上生效。',
        '得到的成长值不变；没有人会因此马上降级。',
      ],
  yes: `发布第 ${next} 版`,
});

interface EditorProps {
  rule: PublishedGrowthRule | null;
  packs: readonly PackView[];
}

/** What the form publishes, asked about first. */
function usePublish(version: number, saved: () => void) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const publish = useAction(async (ready: Publishing) => {
    if (!(await ask(questionOf(version + 1, version === 0)))) return;
    const input = { ...ready, basedOn: version };
    await growthService.publishRule(input, { requestId: request.idFor(input) });
    request.done();
    saved();
    await leavePage();
  });
  return { publish, sheet };
}

function Editor({ rule: found, packs }: EditorProps) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const before: GrowthRule = rule ?? PROPOSED_TIERS;
  const version = rule?.version ?? 0;
  const form = useForm({
    first: formOf(before),
    check: (draft: RuleForm) => ruleFrom(draft, before),
    keepAs: `tier-rule:${version}`,
  });
  const { draft, change, checked } = form;
  const [part, setPart] = useState<Part>('tiers');
  const { publish, sheet } = usePublish(version, form.saved);
  const reveal = () => {
    form.reveal();
    const [first] = form.problems;
    if (first) setPart(partOf(first.field));
  };
  const fields = { form: draft, onChange: change };
  return (
    <FormBody form={form}>
      <Tabs tabs={parts} selected={part} onSelect={setPart} />
      {part === 'tiers' && <TierFields {...fields} />}
      {part === 'growth' && <GrowthFields {...fields} />}
      {part === 'rights' && <PrivilegeFields {...fields} />}
      {part === 'gifts' && <GiftFields {...fields} packs={packs} />}
      {rule && <WhatIf draft={checked.ok ? checked.value.draft : null} />}
      {rule && <StartDay {...fields} />}
      <SaveBar
        id="publish"
        text={`发布第 ${version + 1} 版`}
        busyText="正在发布…"
        form={{ ...form, reveal }}
        busy={publish.busy}
        error={publish.error}
        onSave={(ready) => void publish.run(ready)}
      />
      {sheet}
    </FormBody>
  );
}

const StartDay = ({ form, onChange }: FieldsProps) => (
  <FormPanel>
    <DateField
      id="from"
      label="从哪天起生效"
      empty="尽早"
      clearable
      hint="章程有变化的，最早是公布满 7 天后的零点"
      {...pickedIn(form, onChange, 'from')}
    />
  </FormPanel>
);

async function readAll() {
  const [{ rule, next }, pages] = await Promise.all([
    growthService.readRule({}),
    allPages((cursor) => couponService.listPacks({ cursor })),
  ]);
  return { rule: next ?? rule, packs: pages.flatMap(({ packs }) => packs) };
}

/** 修改等级规则: what is announced already, or what is in force, as the next version. */
export default function TierRulePage() {
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
