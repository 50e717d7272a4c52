import type { PackView, TemplateStatus, TemplateView } from '@contracts/coupon/coupon-admin';
import { Button, Flex, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { ReasonAct } from '../../kit/reason-act';
import { useSection } from '../../kit/sections';
import { useRefresh } from '../../kit/use-refresh';
import { moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { GiveForm } from './give-form';
import { goodsTexts } from './texts';

const KEY = ['coupon'];
const colours: Record<TemplateStatus, string> = {
  draft: 'default',
  published: 'success',
  paused: 'warning',
  ended: 'default',
};
function Acts({ template, give }: { template: TemplateView; give: () => void }) {
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

function useTemplateColumns(give: (template: TemplateView) => void): ListColumn<TemplateView>[] {
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
      width: 250,
      render: (row) => <Acts template={row} give={() => give(row)} />,
    },
  ];
}

function Templates({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const [given, setGiven] = useState<TemplateView | null>(null);
  const columns = useTemplateColumns(setGiven);
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
    >
      {given && <GiveForm template={given} onClose={() => setGiven(null)} />}
    </ListPage>
  );
}

function Packs({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const { columns } = texts;
  const shown: ListColumn<PackView>[] = [
    { key: 'pack', title: columns.pack, width: 180, render: ({ name }) => name },
    { key: 'channel', title: columns.channel, width: 130, render: ({ channel }) => texts.channels[channel] },
    {
      key: 'items',
      title: columns.items,
      width: 460,
      render: ({ items }) =>
        items.map(({ terms, quantity }) => `${terms.title} × ${numberText(quantity)}`).join('、'),
    },
    {
      key: 'status',
      title: columns.status,
      width: 100,
      render: ({ status }) => <Tag color={colours[status]}>{texts.statuses[status]}</Tag>,
    },
  ];
  return (
    <ListPage<PackView>
      title={pages.coupons}
      name="packs"
      queryKey={[...KEY, 'packs']}
      load={async (cursor) => {
        const { packs, nextCursor } = await api.coupon.listPacks({ cursor });
        return { rows: packs, nextCursor };
      }}
      columns={shown}
      rowKey={({ packId }) => packId}
      filters={control}
    />
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
  return shown === 'templates' ? <Templates control={control} /> : <Packs control={control} />;
}
