import { useState } from 'react';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { Tabs } from '@/components/list/tabs';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import type { DrawRow } from '@contracts/play/wheel';
import type { WheelRule } from '@contracts/play/wheel-rule';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openMember } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { playService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

const ALL = 'all';

/** What was rolled stands with what it brought: that is what shows that it was fair. */
const DrawCard = ({ draw: { memberId, member, name, roll, version, wasGone, at } }: { draw: DrawRow }) => (
  <Card {...(memberId !== null && { onOpen: () => void openMember(memberId) })}>
    <CardHead title={name} state={member} tone="off" />
    <CardLine text={`${chinaTimeText(at)} · 第 ${version} 版 · 随机数 ${roll}`} />
    {wasGone && <CardLine text="抽中的奖品已送完，换成了这个" />}
  </Card>
);

const tabsOf = (rule: WheelRule | null) => [
  { name: ALL, text: '全部' },
  ...(rule?.prizes ?? []).map(({ id, name }) => ({ name: id, text: name })),
];

/** 抽奖记录: every turn with its roll, the latest first, of one prize where it is chosen. */
export default function DrawsPage() {
  const rule = useCall(() => playService.readWheelRule({}));
  const [prize, setPrize] = useState(ALL);
  useOnShow(() => void rule.reload());
  return (
    <PageShell>
      {rule.state.status === 'ready' && (
        <Tabs tabs={tabsOf(rule.state.snapshot.data.rule)} selected={prize} onSelect={setPrize} />
      )}
      <Draws key={prize} prizeId={prize === ALL ? null : prize} />
    </PageShell>
  );
}

function Draws({ prizeId }: { prizeId: string | null }) {
  const list = usePagedCall(async (cursor) => {
    const { draws, nextCursor, now } = await playService.listDraws({ prizeId, cursor });
    return { items: draws, nextCursor, now };
  });
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ id }) => id}
      row={(draw) => <DrawCard draw={draw} />}
      empty={{ title: '还没有人抽过', text: '每一次抽奖和当时的随机数都会记在这里，保存两年以上' }}
    />
  );
}
