import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { useState } from 'react';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import type { PointsApi } from '@contracts/points/points';
import { pointsText } from '@contracts/primitives/points';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openRewardForm } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { rewardKindText } from '../../components/words/reward-admin-text';

type Reward = ReturnType<PointsApi['listAllRewards']>['rewards'][number];

const stockText = ({ draft, skus }: Reward): string =>
  draft.skus
    .map(({ id, name, stock }) => {
      const left = skus.find((sku) => sku.id === id)?.left ?? null;
      const amount = stock === null || left === null ? '不限量' : `剩 ${left} / ${stock}`;
      return draft.skus.length > 1 ? `${name} ${amount}` : amount;
    })
    .join('，');

const RewardRow = ({ reward }: { reward: Reward }) => (
  <Tappable id={`edit-${reward.id}`} onPress={() => void openRewardForm(reward.id)}>
    <Facts>
      <Fact name={reward.draft.name} value={`${pointsText(reward.draft.points)} 积分`} />
      <Fact name={rewardKindText[reward.draft.kind]} value={stockText(reward)} />
    </Facts>
  </Tappable>
);

type Status = Reward['draft']['status'];

const tabs: { name: Status; text: string }[] = [
  { name: 'open', text: '兑换中' },
  { name: 'closed', text: '已下架' },
];
const emptyNotes: Readonly<Record<Status, { title: string; text: string }>> = {
  open: { title: '没有兑换中的商品', text: '新建的商品会列在这里，按排序显示给顾客' },
  closed: { title: '没有下架的商品', text: '下架的商品顾客看不到，随时可以再上架' },
};

function RewardList({ status }: { status: Status }) {
  const list = usePagedCall(async (cursor) => {
    const { rewards, nextCursor } = await pointsService.listAllRewards({ status, cursor });
    return { items: rewards, nextCursor, now: instant(Date.now()) };
  });
  return (
    <>
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ id }) => id}
        row={(reward) => <RewardRow reward={reward} />}
        empty={emptyNotes[status]}
      />
      {list.state.status === 'ready' && (
        <ActionBar>
          <ActionButton id="new" onPress={() => void openRewardForm(null)}>
            新建兑换商品
          </ActionButton>
        </ActionBar>
      )}
    </>
  );
}

/** 兑换商品: what can be had now, and what was taken off, each with its stock; a tap edits it. */
export default function RewardsPage() {
  const [selected, setSelected] = useState<Status>('open');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} />
      <RewardList key={selected} status={selected} />
    </PageShell>
  );
}
