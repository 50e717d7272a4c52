import { App as AntApp, Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { errorText } from '../../app/error-text';
import { useQueryString } from '../../app/location';
import { Choose } from '../../kit/choose';
import { useRequestIdOf } from '../../kit/edit/use-request-id-of';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { useRefresh } from '../../kit/use-refresh';
import { moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { RewardForm } from './forms/reward-form';
import type { Reward } from './forms/reward-values';
import { goodsTexts } from './texts';

const KEY = ['points', 'rewards'];
const statusOf = (text: string | null): 'open' | 'closed' | null =>
  text === 'open' || text === 'closed' ? text : null;

function Acts({ reward, onEdit }: { reward: Reward; onEdit: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(KEY);
  const requestIdOf = useRequestIdOf();
  const { id: rewardId, version, draft } = reward;
  const isOpen = draft.status === 'open';
  const turn = async (): Promise<void> => {
    try {
      const status = isOpen ? ('closed' as const) : ('open' as const);
      const input = { edit: { rewardId, version }, draft: { ...draft, status } };
      await api.points.saveReward(input, { requestId: requestIdOf(input) });
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
      <Button size="small" onClick={onEdit}>
        {texts.edit}
      </Button>
      <Button size="small" danger={isOpen} onClick={ask}>
        {label}
      </Button>
    </Flex>
  );
}

function useRewardColumns(edit: (reward: Reward) => void): ListColumn<Reward>[] {
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
      render: (row) => <Acts reward={row} onEdit={() => edit(row)} />,
    },
  ];
}

export default function MallPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(goodsTexts);
  const query = useQueryString();
  const status = statusOf(query.get('status'));
  const [edited, setEdited] = useState<Reward | 'new' | null>(null);
  const shown = useRewardColumns(setEdited);
  return (
    <ListPage<Reward>
      title={pages.mall}
      name="mall"
      queryKey={[...KEY, status]}
      load={async (cursor) => {
        const { rewards, nextCursor } = await api.points.listAllRewards({ status, cursor });
        return { rows: rewards, nextCursor };
      }}
      columns={shown}
      rowKey={({ id }) => id}
      filters={
        <Choose
          name="status"
          label={texts.columns.status}
          options={[
            { value: 'open', label: texts.open },
            { value: 'closed', label: texts.closed },
          ]}
        />
      }
      isFiltered={status !== null}
      onClear={() => query.set({ status: null, pages: null })}
      actions={
        <Button type="primary" onClick={() => setEdited('new')}>
          {texts.newReward}
        </Button>
      }
    >
      {edited !== null && (
        <RewardForm
          reward={edited === 'new' ? null : edited}
          onReopen={setEdited}
          onClose={() => setEdited(null)}
        />
      )}
    </ListPage>
  );
}
