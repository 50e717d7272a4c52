import type { PointsApi } from '@contracts/points/points';
import { isPoints } from '@contracts/primitives/points';
import { App as AntApp, Button, Flex, Form, Tag } from 'antd';
import { TuankaError } from '@contracts/errors';
import { useState } from 'react';
import { errorText } from '../../app/error-text';
import { ActionForm } from '../../kit/action-form';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { useRefresh } from '../../kit/use-refresh';
import { moneyText, numberText } from '../../kit/words';
import { NumberInput } from '../../kit/number-input';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { goodsTexts } from './texts';

type Reward = ReturnType<PointsApi['listAllRewards']>['rewards'][number];
const KEY = ['points', 'rewards'];

function Acts({ reward, onPrice }: { reward: Reward; onPrice: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(KEY);
  const { id, draft } = reward;
  const isOpen = draft.status === 'open';
  const turn = async (): Promise<void> => {
    try {
      const status = isOpen ? ('closed' as const) : ('open' as const);
      await api.points.saveReward({ rewardId: id, draft: { ...draft, status } });
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  const label = isOpen ? texts.closeAct : texts.openAct;
  const ask = (): void =>
    void modal.confirm({ title: `${label} · ${draft.name}`, content: texts.rewardWho, onOk: turn });
  return (
    <Flex gap="small">
      <Button size="small" onClick={onPrice}>
        {texts.price}
      </Button>
      <Button size="small" danger={isOpen} onClick={ask}>
        {label}
      </Button>
    </Flex>
  );
}

function PriceForm({ reward, onClose }: { reward: Reward; onClose: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const refresh = useRefresh(KEY);
  const { id, draft } = reward;
  return (
    <ActionForm<{ points: number }>
      title={`${texts.price} · ${draft.name}`}
      who={texts.rewardWho}
      what={texts.priceWhat}
      initial={{ points: draft.points }}
      submit={({ points }, requestId) => {
        if (!isPoints(points)) throw new TuankaError('invalid_input');
        return api.points.saveReward({ rewardId: id, draft: { ...draft, points } }, { requestId });
      }}
      reload={refresh}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item name="points" label={texts.newPoints} rules={[{ required: true, message: form.required }]}>
        <NumberInput min={1} max={99_999_999} precision={0} />
      </Form.Item>
    </ActionForm>
  );
}

function useRewardColumns(price: (reward: Reward) => void): ListColumn<Reward>[] {
  const { none } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const { columns } = texts;
  const leftOf = ({ skus }: Reward): string =>
    skus.map(({ left }) => (left === null ? texts.unlimited : numberText(left))).join(' / ');
  return [
    { key: 'reward', title: columns.reward, width: 200, render: ({ draft }) => draft.name },
    { key: 'kind', title: columns.kind, width: 90, render: ({ draft }) => texts.rewardKinds[draft.kind] },
    {
      key: 'points',
      title: columns.points,
      width: 100,
      align: 'right',
      render: ({ draft }) => numberText(draft.points),
    },
    {
      key: 'worth',
      title: columns.worth,
      width: 100,
      align: 'right',
      render: ({ draft }) => (draft.worthFen === null ? none : moneyText(draft.worthFen)),
    },
    { key: 'left', title: columns.left, width: 120, align: 'right', render: leftOf },
    {
      key: 'perMember',
      title: columns.perMember,
      width: 100,
      align: 'right',
      render: ({ draft }) => (draft.perMember === null ? texts.unlimited : numberText(draft.perMember)),
    },
    {
      key: 'status',
      title: columns.status,
      width: 100,
      render: ({ draft }) =>
        draft.status === 'open' ? <Tag color="success">{texts.open}</Tag> : <Tag>{texts.closed}</Tag>,
    },
    {
      key: 'act',
      title: columns.act,
      width: 180,
      render: (row) => <Acts reward={row} onPrice={() => price(row)} />,
    },
  ];
}

export default function MallPage() {
  const { pages } = useTexts();
  const [priced, setPriced] = useState<Reward | null>(null);
  const shown = useRewardColumns(setPriced);
  return (
    <ListPage<Reward>
      title={pages.mall}
      name="mall"
      queryKey={KEY}
      load={async (cursor) => {
        const { rewards, nextCursor } = await api.points.listAllRewards({ cursor });
        return { rows: rewards, nextCursor };
      }}
      columns={shown}
      rowKey={({ id }) => id}
    >
      {priced && <PriceForm reward={priced} onClose={() => setPriced(null)} />}
    </ListPage>
  );
}
