import { useRouter } from '@tarojs/taro';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { DecimalField, LongTextField, NumberField, TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { typedIn } from '@/components/form/tied';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import type { CardPlanTerms, CardPlanView, CardPlansApi } from '@contracts/card/card-plans';
import { refuse } from '@contracts/errors';
import { isCardPlanId, type CardPlanId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { cardService } from '@/services';
import { planLines } from '../../components/words/plan-text';
import { StaffOnly } from '../../components/staff-only';
import { checkPlan, EMPTY_PLAN, planDraftOf, type PlanDraft } from './plan-draft';
import { PlanState } from './plan-state';

type Version = ReturnType<CardPlansApi['listPlanVersions']>['versions'][number];

interface Opened {
  plan: CardPlanView | null;
  /** What joining gives now. */
  joining: CardPlanView | null;
  versions: Version[];
}

interface FieldsProps {
  draft: PlanDraft;
  change: (some: Partial<PlanDraft>) => void;
}

const PlanFields = ({ draft, change }: FieldsProps) => (
  <FormPanel>
    <TextField
      id="name"
      label="名称"
      placeholder="邻里会员卡"
      maxlength={20}
      {...typedIn(draft, change, 'name')}
    />
    <DecimalField
      id="rate"
      label="会员价"
      placeholder="没有"
      unit="折"
      maxlength={4}
      {...typedIn(draft, change, 'rate')}
    />
    <NumberField
      id="days"
      label="有效期"
      placeholder="长期"
      unit="天"
      maxlength={5}
      {...typedIn(draft, change, 'days')}
    />
    <LongTextField
      id="benefits"
      label="权益（每行一条，顾客入会前就看到）"
      placeholder="会员价：全场 95 折"
      maxlength={410}
      {...typedIn(draft, change, 'benefits')}
    />
  </FormPanel>
);

function PlanForm({ plan }: { plan: CardPlanView | null }) {
  const first = plan === null ? EMPTY_PLAN : planDraftOf(plan.terms);
  const form = useForm({
    first,
    check: checkPlan,
    keepAs: `card-plan:${plan ? `${plan.planId}:${plan.version}` : 'new'}`,
  });
  const { draft, change } = form;
  const request = useRequestId();
  const save = useAction(async (terms: CardPlanTerms) => {
    const input = { edit: plan && { planId: plan.planId, version: plan.version }, terms };
    await cardService.savePlan(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      {plan && <FormHint text="改动只管以后发的卡；已经有这张卡的会员，权益和会员价照旧。" />}
      <PlanFields draft={draft} change={change} />
      <SaveBar
        id="save"
        text={plan === null ? '新建卡方案' : '保存'}
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(terms) => void save.run(terms)}
      />
    </FormBody>
  );
}

const OlderVersions = ({ versions }: { versions: readonly Version[] }) => (
  <>
    <SectionTitle text="以前的版本" />
    {versions.map(({ version, terms, until, changedBy }) => (
      <Card key={version} id={`version-${version}`}>
        <CardHead title={`第 ${version} 版 · ${terms.name}`} />
        {planLines(terms).map((line) => (
          <CardLine key={line} text={line} />
        ))}
        <CardLine text={`${chinaTimeText(until)} ${changedBy} 改成下一版`} />
      </Card>
    ))}
  </>
);

async function readOne(id: CardPlanId | null): Promise<Opened> {
  if (id === null) return { plan: null, joining: null, versions: [] };
  const [{ plans }, { versions }] = await Promise.all([
    cardService.listPlans({}),
    cardService.listPlanVersions({ planId: id }),
  ]);
  const plan = plans.find(({ planId }) => planId === id);
  if (!plan) throw refuse('card_plan_not_found');
  return { plan, joining: plans.find(({ isDefault }) => isDefault) ?? null, versions };
}

/** 卡方案: one plan, made or changed, with what it said before. */
export default function CardPlanPage() {
  const { params } = useRouter();
  const id = isCardPlanId(params['id']) ? params['id'] : null;
  const { state, reload } = useCall(() => readOne(id));
  useOnShow(() => {
    // Coming back does not throw away what was typed.
    if (state.status !== 'ready') void reload();
  });
  if (state.status !== 'ready')
    return (
      <PageShell>
        <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      </PageShell>
    );
  const { plan, joining, versions } = state.snapshot.data;
  return (
    <PageShell>
      {plan && <PlanState plan={plan} instead={joining} onChange={() => void reload()} />}
      <PlanForm plan={plan} />
      {versions.length > 0 && <OlderVersions versions={versions} />}
    </PageShell>
  );
}
