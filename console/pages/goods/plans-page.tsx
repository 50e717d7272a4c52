import type { CardPlanView } from '@contracts/card/card-plans';
import { App as AntApp, Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { errorText } from '../../app/error-text';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { ReasonAct } from '../../kit/reason-act';
import { useRefresh } from '../../kit/use-refresh';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { PLANS_KEY, PlanForm } from './plan-form';
import { goodsTexts } from './texts';

/** What joining gave when the list was read stands with each row: it is what choosing another names. */
type Row = CardPlanView & { joining: CardPlanView | null };

function Acts({ plan, onEdit }: { plan: Row; onEdit: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(PLANS_KEY);
  const { planId, open, isDefault, terms, joining } = plan;
  const choose = async (): Promise<void> => {
    try {
      await api.card.setDefaultPlan({ planId, instead: joining?.planId ?? null });
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  const ask = (): void =>
    void modal.confirm({
      title: `${texts.makeDefault} · ${terms.name}`,
      content: texts.makeDefaultSure(joining?.terms.name ?? null),
      onOk: choose,
    });
  return (
    <Flex gap="small">
      <Button size="small" onClick={onEdit}>
        {texts.edit}
      </Button>
      {open && !isDefault && (
        <Button size="small" onClick={ask}>
          {texts.makeDefault}
        </Button>
      )}
      {!isDefault && (
        <ReasonAct
          label={open ? texts.planCloseAct : texts.planOpenAct}
          who={terms.name}
          what={texts.planWhat}
          isDanger={open}
          submit={(reason, requestId) => api.card.setPlanOpen({ planId, open: !open, reason }, { requestId })}
          onDone={refresh}
        />
      )}
    </Flex>
  );
}

function usePlanColumns(edit: (plan: CardPlanView) => void): ListColumn<Row>[] {
  const texts = usePageTexts(goodsTexts);
  const { columns } = texts;
  return [
    { key: 'plan', title: columns.plan, width: 140, render: ({ terms }) => terms.name },
    {
      key: 'benefits',
      title: columns.benefits,
      width: 220,
      render: ({ terms }) => terms.benefits.join('；'),
    },
    {
      key: 'days',
      title: columns.days,
      width: 100,
      render: ({ terms }) =>
        terms.validForDays === null ? texts.forever : texts.forDays(terms.validForDays),
    },
    { key: 'rate', title: columns.rate, width: 90, render: ({ terms }) => texts.rateText(terms.memberRate) },
    { key: 'version', title: columns.version, width: 60, align: 'right', render: ({ version }) => version },
    {
      key: 'status',
      title: columns.status,
      width: 180,
      render: ({ open, isDefault }) => (
        <>
          <Tag color={open ? 'success' : 'default'}>{open ? texts.planOpen : texts.planClosed}</Tag>
          {isDefault && <Tag color="processing">{texts.isDefault}</Tag>}
        </>
      ),
    },
    {
      key: 'act',
      title: columns.act,
      width: 260,
      render: (row) => <Acts plan={row} onEdit={() => edit(row)} />,
    },
  ];
}

async function loadPlans() {
  const { plans } = await api.card.listPlans({});
  const joining = plans.find(({ isDefault }) => isDefault) ?? null;
  return { rows: plans.map((plan) => ({ ...plan, joining })), nextCursor: null };
}

export default function PlansPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const [edited, setEdited] = useState<CardPlanView | 'new' | null>(null);
  const columns = usePlanColumns(setEdited);
  return (
    <ListPage<Row>
      title={pages.plans}
      name="plans"
      queryKey={PLANS_KEY}
      load={loadPlans}
      columns={columns}
      rowKey={({ planId }) => planId}
      actions={
        <Button type="primary" onClick={() => setEdited('new')}>
          {texts.newPlan}
        </Button>
      }
    >
      {edited !== null && (
        <PlanForm plan={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </ListPage>
  );
}
