import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import type { CardPlanView } from '@contracts/card/card-plans';
import { useCall } from '@/hooks/use-call';
import { openCardPlan, openPacks } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { cardService } from '@/services';
import { planLines } from '../../components/words/plan-text';
import { StaffOnly } from '../../components/staff-only';

const stateOf = ({ open, isDefault }: CardPlanView): string =>
  open ? (isDefault ? '入会发这张' : '可以发') : '已停止发卡';

const PlanCard = ({ plan }: { plan: CardPlanView }) => (
  <Card id={`plan-${plan.planId}`} onOpen={() => void openCardPlan(plan.planId)}>
    <CardHead title={plan.terms.name} state={stateOf(plan)} tone={plan.open ? 'on' : 'bad'} />
    {planLines(plan.terms).map((line) => (
      <CardLine key={line} text={line} />
    ))}
  </Card>
);

const readAll = () => cardService.listPlans({});

/** 卡方案: what each card gives, and what joining gives now. */
export default function CardPlansPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <Joining joining={state.snapshot.data.joining} />
          <TopActions>
            <ActionButton id="new-plan" onPress={() => void openCardPlan(null)}>
              新建卡方案
            </ActionButton>
            <ActionButton id="packs" look="secondary" onPress={() => void openPacks()}>
              券包
            </ActionButton>
          </TopActions>
          {state.snapshot.data.plans.length === 0 && (
            <PageNote icon="empty" title="还没有卡方案" text="新建一个，再设为入会发的卡" />
          )}
          {state.snapshot.data.plans.map((plan) => (
            <PlanCard key={plan.planId} plan={plan} />
          ))}
        </>
      )}
    </PageShell>
  );
}

const Joining = ({ joining }: { joining: { planName: string; packName: string } | null }) =>
  joining === null ? (
    <InlineNote text="现在不能入会：要有一张入会发的卡，和一个已发布的新人券包" />
  ) : (
    <InlineNote tone="calm" text={`现在入会得到：${joining.planName} + ${joining.packName}`} />
  );
