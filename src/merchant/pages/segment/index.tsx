import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { priceText } from '@/components/order/order-text';
import { PageShell } from '@/components/page/page-shell';
import type { MemberSide, SegmentMember as Row } from '@contracts/audience/lifecycle';
import { chinaDateOf, chinaTimeText, type Instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openMember, openNewPush, openSegmentJob, openSegmentRule } from '@/platform/opening/navigation';
import { audienceService, officeService } from '@/services';
import { ExportForm } from '../../components/export-form';
import { StaffOnly } from '../../components/staff-only';
import { Explain } from './explain';

const tabs: readonly { name: MemberSide; text: string }[] = [
  { name: 'in', text: '现在在里面' },
  { name: 'entered', text: '本周进入' },
  { name: 'left', text: '本周离开' },
];

const boughtText = ({ orders, amountFen, lastOrderAt }: Row): string =>
  lastOrderAt === null
    ? '还没有下单'
    : `累计 ${orders} 单 ${priceText(amountFen)} · 最近 ${chinaDateOf(lastOrderAt)}`;

const MemberCard = ({ row }: { row: Row }) => (
  <Card id={`member-${row.memberId}`} onOpen={() => void openMember(row.memberId)}>
    <CardHead title={[row.nickname ?? '会员', row.phone ?? '没有手机号'].join(' ')} />
    <CardLine text={boughtText(row)} />
    <CardLine
      text={
        row.crossedAt === null ? `${chinaDateOf(row.joinedAt)} 入会` : `${chinaTimeText(row.crossedAt)} 变动`
      }
    />
  </Card>
);

function Members({ segmentId, side }: { segmentId: string; side: MemberSide }) {
  const [name, setName] = useState('');
  const list = usePagedCall(async (cursor) => {
    const answer = await audienceService.listSegmentMembers({ segmentId, side, cursor });
    setName(answer.name);
    return { items: answer.members, nextCursor: answer.nextCursor, now: answer.asOf };
  });
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ memberId, crossedAt }) => `${memberId} ${crossedAt ?? ''}`}
      row={(row) => <MemberCard row={row} />}
      head={name !== '' && <ListNote text={`「${name}」· 几分钟更新一次`} />}
      empty={{ icon: 'people', title: '没有这样的会员', text: '有人进入或离开后，几分钟就能看到' }}
    />
  );
}

/** Who was settled for something, and is a member still. */
function FrozenAudience({ audienceId }: { audienceId: string }) {
  const [frozen, setFrozen] = useState<{ total: number; asOf: Instant } | null>(null);
  const list = usePagedCall(async (cursor) => {
    const answer = await audienceService.listAudienceMembers({ audienceId, cursor });
    setFrozen(answer);
    return { items: answer.members, nextCursor: answer.nextCursor, now: answer.asOf };
  });
  const of = { audienceId };
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ memberId }) => memberId}
      row={(row) => <MemberCard row={row} />}
      head={
        frozen && (
          <>
            <ListNote
              text={`${chinaTimeText(frozen.asOf)} 定下 ${frozen.total} 人；之后注销、并入别的号的不再列出`}
            />
            <ExportForm
              text="导出这份名单"
              of={of}
              begin={(wish, by) => officeService.exportAudience({ of, ...wish }, by)}
            />
          </>
        )
      }
      empty={{ icon: 'people', title: '名单里现在没有会员', text: '定下之后都已注销或并入别的号' }}
    />
  );
}

/** A segment as it is now: who is in it, who came or left this week, and what can be done for them. */
function Segment({ id }: { id: string }) {
  const [side, setSide] = useState<MemberSide>('in');
  const [isAsking, setAsking] = useState(false);
  const of = { segmentId: id };
  return (
    <>
      <Tabs tabs={tabs} selected={side} onSelect={setSide} />
      <CardActions>
        <ActionButton id="push" compact look="secondary" onPress={() => void openNewPush(id)}>
          发推送
        </ActionButton>
        <ActionButton id="act" compact look="secondary" onPress={() => void openSegmentJob(id)}>
          做点什么
        </ActionButton>
        <ActionButton id="rule" compact look="secondary" onPress={() => void openSegmentRule(id)}>
          条件
        </ActionButton>
        <ActionButton id="explain" compact look="secondary" onPress={() => setAsking(!isAsking)}>
          查一位
        </ActionButton>
      </CardActions>
      {isAsking && <Explain segmentId={id} />}
      <Members key={side} segmentId={id} side={side} />
      {side === 'in' && (
        <ExportForm
          text="导出现在在里面的人"
          of={of}
          begin={(wish, by) => officeService.exportAudience({ of, ...wish }, by)}
        />
      )}
    </>
  );
}

/** 人群里的会员: of a segment, or of a list that was settled. */
export default function SegmentPage() {
  const { id = '', audience } = useRouter().params;
  return (
    <PageShell>
      {audience === undefined ? <Segment id={id} /> : <FrozenAudience audienceId={audience} />}
    </PageShell>
  );
}
