import type { LifecycleApi, MemberSide } from '@contracts/audience/lifecycle';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Segmented, Skeleton, Space, Table, Typography, type TableColumnsType } from 'antd';
import { Link } from '../../app/link';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { dayText, momentText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { SegmentActs } from './segment-acts';
import { audienceTexts } from './texts';

type Row = ReturnType<LifecycleApi['listSegmentMembers']>['members'][number];

const SIDES = ['in', 'entered', 'left'] as const satisfies readonly MemberSide[];
const sideOf = (text: string | null): MemberSide => SIDES.find((side) => side === text) ?? 'in';

function useColumns(side: MemberSide): TableColumnsType<Row> {
  const { who, never } = usePageTexts(audienceTexts);
  const when: TableColumnsType<Row>[number] =
    side === 'in'
      ? { key: 'joined', title: who.joined, render: (_, { joinedAt }) => dayText(joinedAt) }
      : {
          key: 'crossed',
          title: who.crossed,
          render: (_, { crossedAt }) => crossedAt !== null && momentText(crossedAt),
        };
  return [
    {
      key: 'name',
      title: who.name,
      render: (_, { memberId, nickname, phone }) => (
        <Link to={`/members?open=${memberId}`}>{[nickname ?? who.name, phone ?? ''].join(' ').trim()}</Link>
      ),
    },
    { key: 'orders', title: who.orders, align: 'right', render: (_, { orders }) => numberText(orders) },
    { key: 'amount', title: who.amount, align: 'right', render: (_, { amountFen }) => moneyText(amountFen) },
    {
      key: 'last',
      title: who.last,
      render: (_, { lastOrderAt }) => (lastOrderAt === null ? never : dayText(lastOrderAt)),
    },
    when,
  ];
}

/** The members behind a number. */
export function SegmentDrawer({ segmentId, onClose }: { segmentId: string; onClose: () => void }) {
  const texts = usePageTexts(audienceTexts);
  const query = useQueryString();
  const side = sideOf(query.get('side'));
  const columns = useColumns(side);
  const list = useInfiniteQuery({
    queryKey: ['audience', 'members', segmentId, side],
    queryFn: ({ pageParam }) => api.audience.listSegmentMembers({ segmentId, side, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const name = list.data?.pages[0]?.name ?? texts.segment;
  return (
    <Drawer open title={name} onClose={onClose} size={720}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={side}
          options={SIDES.map((value) => ({ value, label: texts.sides[value] }))}
          onChange={(value) => query.set({ side: value })}
        />
        <SegmentActs segmentId={segmentId} />
      </Space>
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <Table
          size="small"
          rowKey={({ memberId, crossedAt }) => `${memberId} ${crossedAt ?? ''}`}
          columns={columns}
          dataSource={list.data.pages.flatMap(({ members }) => members)}
          pagination={false}
          locale={{ emptyText: <Typography.Text>{texts.nobody}</Typography.Text> }}
        />
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </Drawer>
  );
}
