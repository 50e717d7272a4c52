import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { CardPlanView } from '@contracts/card/card-plans';
import { useAction } from '@/hooks/use-action';
import { cardService } from '@/services';

const stopping = ({ terms: { name }, isDefault }: CardPlanView): Question => ({
  title: `停止发「${name}」？`,
  lines: [
    isDefault ? '这是入会发的卡：停止后新顾客不能入会，直到换一张。' : '发卡规则里用到它的，不再发卡。',
    '已经有这张卡的会员不受影响，可以再恢复。',
  ],
  yes: '停止发卡',
});

const choosing = ({ terms: { name } }: CardPlanView, instead: CardPlanView | null): Question => ({
  title: `以后入会发「${name}」？`,
  lines: [
    ...(instead ? [`不再发「${instead.terms.name}」。`] : []),
    '马上生效，只管以后入会的人；已有的卡不变。',
  ],
  yes: '设为入会发的卡',
});

interface StateProps {
  plan: CardPlanView;
  /** The one joining gives now, as the page shows it. */
  instead: CardPlanView | null;
  onChange: () => void;
}

/** Whether the plan gives cards, whether joining does, and the switches. */
export function PlanState({ plan, instead, onChange }: StateProps) {
  const { planId, open, isDefault } = plan;
  const { ask, sheet } = useConfirmSheet();
  const turn = useAction(async () => {
    if (open && !(await ask(stopping(plan)))) return;
    await cardService.setPlanOpen({ planId, open: !open, reason: open ? '停止发卡' : '恢复发卡' });
    onChange();
  });
  const choose = useAction(async () => {
    if (!(await ask(choosing(plan, instead)))) return;
    await cardService.setDefaultPlan({ planId, instead: instead?.planId ?? null });
    onChange();
  });
  const failed = turn.error ?? choose.error;
  return (
    <Card>
      <CardHead title={open ? '可以发' : '已停止发卡'} tone={open ? 'on' : 'bad'} />
      <CardLine text={isDefault ? '入会发这张卡' : '入会发的是别的卡'} />
      {failed && <InlineNote text={failed.message} />}
      {open && !isDefault && (
        <ActionButton
          id="choose"
          look="secondary"
          disabled={choose.busy}
          onPress={() => void choose.run(undefined)}
        >
          设为入会发的卡
        </ActionButton>
      )}
      <ActionButton id="turn" look="quiet" disabled={turn.busy} onPress={() => void turn.run(undefined)}>
        {open ? '停止发卡' : '恢复发卡'}
      </ActionButton>
      {sheet}
    </Card>
  );
}
