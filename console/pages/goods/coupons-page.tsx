import type { TemplateStatus, TemplateView } from '@contracts/coupon/coupon-admin';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { Button, Flex, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { ReasonAct } from '../../kit/reason-act';
import { useSection } from '../../kit/sections';
import { useRefresh } from '../../kit/use-refresh';
import { useEdited } from '../../kit/use-edited';
import { moneyText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { TemplateForm } from './forms/template-form';
import { GiveForm } from './give-form';
import { PacksList } from './packs-list';
import { goodsTexts } from './texts';

const KEY = ['coupon'];
const colours: Record<TemplateStatus, string> = {
  draft: 'default',
  published: 'success',
  paused: 'warning',
  ended: 'default',
};
function Acts({ template, give, edit }: { template: TemplateView; give: () => void; edit: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const refresh = useRefresh(KEY);
  const { templateId, status, terms } = template;
  const act = (label: string, what: string, to: 'published' | 'paused' | 'ended'): ReactNode => (
    <ReasonAct
      label={label}
      who={terms.title}
      what={what}
      isDanger={to === 'ended'}
      submit={(reason, requestId) =>
        api.coupon.setTemplateStatus({ templateId, status: to, reason }, { requestId })
      }
      onDone={refresh}
    />
  );
  if (status === 'ended') return null;
  return (
    <Flex gap="small">
      <Button size="small" onClick={edit}>
        {texts.edit}
      </Button>
      {status === 'published' ? (
        <>
          <Button size="small" onClick={give}>
            {texts.give}
          </Button>
          {act(texts.pause, texts.pauseWhat, 'paused')}
        </>
      ) : (
        act(texts.publish, texts.publishWhat, 'published')
      )}
      {act(texts.end, texts.endWhat, 'ended')}
    </Flex>
  );
}

function useTemplateColumns(
  give: (template: TemplateView) => void,
  edit: (template: TemplateView) => void,
): ListColumn<TemplateView>[] {
  const texts = usePageTexts(goodsTexts);
  const { yes, no } = useTexts();
  const { columns } = texts;
  return [
    { key: 'title', title: columns.title, width: 170, render: ({ terms }) => terms.title },
    { key: 'kind', title: columns.kind, width: 80, render: ({ terms }) => texts.kinds[terms.kind] },
    {
      key: 'saves',
      title: columns.saves,
      width: 100,
      align: 'right',
      render: ({ terms }) => moneyText(terms.amountFen),
    },
    {
      key: 'threshold',
      title: columns.threshold,
      width: 100,
      align: 'right',
      render: ({ terms }) => (terms.thresholdFen === 0 ? texts.noThreshold : moneyText(terms.thresholdFen)),
    },
    {
      key: 'stock',
      title: columns.stock,
      width: 120,
      align: 'right',
      render: ({ stock }) => (stock ? texts.ofStock(stock.issued, stock.left) : texts.unlimited),
    },
    {
      key: 'collect',
      title: columns.collect,
      width: 100,
      render: ({ collectable }) => (collectable ? yes : no),
    },
    {
      key: 'status',
      title: columns.status,
      width: 100,
      render: ({ status }) => <Tag color={colours[status]}>{texts.statuses[status]}</Tag>,
    },
    {
      key: 'act',
      title: columns.act,
      width: 310,
      render: (row) => <Acts template={row} give={() => give(row)} edit={() => edit(row)} />,
    },
  ];
}

function Templates({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const { edited, edit, close } = useEdited(isCouponTemplateId);
  const [given, setGiven] = useState<TemplateView | null>(null);
  const columns = useTemplateColumns(setGiven, ({ templateId }) => edit(templateId));
  return (
    <ListPage<TemplateView>
      title={pages.coupons}
      name="templates"
      queryKey={[...KEY, 'templates']}
      load={async (cursor) => {
        const { templates, nextCursor } = await api.coupon.listTemplates({ cursor });
        return { rows: templates, nextCursor };
      }}
      columns={columns}
      rowKey={({ templateId }) => templateId}
      filters={control}
      actions={
        <Button type="primary" onClick={() => edit('new')}>
          {texts.newCoupon}
        </Button>
      }
    >
      {given && <GiveForm template={given} onClose={() => setGiven(null)} />}
      {edited !== null && <TemplateForm id={edited === 'new' ? null : edited} onClose={close} />}
    </ListPage>
  );
}

export default function CouponsPage() {
  const texts = usePageTexts(goodsTexts);
  const { shown, control } = useSection(
    [
      { value: 'templates', label: texts.coupons },
      { value: 'packs', label: texts.packs },
    ],
    'templates',
  );
  return shown === 'templates' ? <Templates control={control} /> : <PacksList control={control} />;
}
