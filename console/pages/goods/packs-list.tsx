import type { PackView } from '@contracts/coupon/coupon-admin';
import { isCouponPackId } from '@contracts/primitives/ids';
import { replacedPack } from '@contracts/primitives/replaced-pack';
import { isGiftChannel } from '@contracts/primitives/tier/gift-channel';
import { App as AntApp, Button, Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import { errorText } from '../../app/error-text';
import { useRequestIdOf } from '../../kit/edit/use-request-id-of';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { useEdited } from '../../kit/use-edited';
import { useRefresh } from '../../kit/use-refresh';
import { numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { PackForm } from './forms/pack-form';
import { packInput, packValues, type GivenPacks } from './forms/pack-values';
import { goodsTexts, type GoodsTexts } from './texts';

/** What each occasion gave when the row was read stands with it: it is what publishing names. */
type Row = PackView & { given: GivenPacks };

const colours: Record<PackView['status'], string> = {
  draft: 'default',
  published: 'success',
  ended: 'default',
};

function Acts({ row: { given, ...pack }, edit }: { row: Row; edit: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(['coupon']);
  const requestIdOf = useRequestIdOf();
  const turn = async (status: PackView['status']): Promise<void> => {
    try {
      const input = packInput(packValues(pack), pack, status, given);
      await api.coupon.savePack(input, { requestId: requestIdOf(input) });
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  const ask = (title: string, content: string, status: PackView['status']): void =>
    void modal.confirm({ title: `${title} · ${pack.name}`, content, onOk: () => turn(status) });
  if (pack.status === 'ended') return null;
  const ended = isGiftChannel(pack.channel) ? null : (replacedPack(given, pack)?.name ?? null);
  return (
    <Flex gap="small">
      <Button size="small" onClick={edit}>
        {texts.edit}
      </Button>
      {pack.status === 'draft' ? (
        <Button size="small" onClick={() => ask(texts.publish, texts.packPublishSure(ended), 'published')}>
          {texts.publish}
        </Button>
      ) : (
        <Button size="small" danger onClick={() => ask(texts.end, texts.packEndSure, 'ended')}>
          {texts.end}
        </Button>
      )}
    </Flex>
  );
}

const columnsOf = (texts: GoodsTexts, edit: (pack: PackView) => void): ListColumn<Row>[] => [
  { key: 'pack', title: texts.columns.pack, width: 180, render: ({ name }) => name },
  {
    key: 'channel',
    title: texts.columns.channel,
    width: 120,
    render: ({ channel }) => texts.channels[channel],
  },
  {
    key: 'items',
    title: texts.columns.items,
    width: 400,
    render: ({ items }) =>
      items.map(({ terms, quantity }) => `${terms.title} × ${numberText(quantity)}`).join('、'),
  },
  {
    key: 'status',
    title: texts.columns.status,
    width: 100,
    render: ({ status }) => <Tag color={colours[status]}>{texts.statuses[status]}</Tag>,
  },
  {
    key: 'act',
    title: texts.columns.act,
    width: 160,
    render: (row) => <Acts row={row} edit={() => edit(row)} />,
  },
];

export function PacksList({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const { edited, edit, close } = useEdited(isCouponPackId);
  return (
    <ListPage<Row>
      title={pages.coupons}
      name="packs"
      queryKey={['coupon', 'packs']}
      load={async (cursor) => {
        const { packs, given, nextCursor } = await api.coupon.listPacks({ cursor });
        return { rows: packs.map((pack) => ({ ...pack, given })), nextCursor };
      }}
      columns={columnsOf(texts, ({ packId }) => edit(packId))}
      rowKey={({ packId }) => packId}
      filters={control}
      actions={
        <Button type="primary" onClick={() => edit('new')}>
          {texts.newPack}
        </Button>
      }
    >
      {edited !== null && <PackForm id={edited === 'new' ? null : edited} onClose={close} />}
    </ListPage>
  );
}
