import type { ChinaDate } from '@contracts/primitives/time';
import { behindWords } from '@contracts/primitives/insight/behind';
import { figureOf, type FigureKey } from '@contracts/primitives/insight/figures';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { Link } from '../../app/link';
import { Failure } from '../../kit/failure';
import { momentText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { behindTexts } from './behind-texts';
import { insightTexts } from './texts';

type Row = Awaited<ReturnType<typeof api.insight.listBehind>>['rows'][number];

function useColumns(): TableColumnsType<Row> {
  const texts = usePageTexts(behindTexts);
  return [
    { key: 'at', title: texts.at, render: (_, { at }) => momentText(at) },
    { key: 'kind', title: texts.kind, render: (_, { kind }) => texts.kinds?.[kind] ?? behindWords[kind] },
    {
      key: 'member',
      title: texts.member,
      render: (_, { member }) =>
        member === null ? (
          texts.gone
        ) : (
          <Link to={`/members?open=${member.memberId}`}>
            {[member.nickname ?? texts.member, member.phone ?? ''].join(' ').trim()}
          </Link>
        ),
    },
    {
      key: 'amount',
      title: texts.amount,
      align: 'right',
      render: (_, { amountFen, count }) =>
        amountFen === null ? numberText(count ?? 1) : moneyText(amountFen),
    },
    {
      key: 'order',
      title: texts.order,
      render: (_, { orderId }) =>
        orderId !== null && <Link to={`/orders?open=${orderId}`}>{texts.open}</Link>,
    },
  ];
}

/** What a figure of a day is made of, one by one. */
export function BehindDrawer({
  figure,
  day,
  onClose,
}: {
  figure: FigureKey;
  day: ChinaDate;
  onClose: () => void;
}) {
  const texts = usePageTexts(behindTexts);
  const { figures, more } = usePageTexts(insightTexts);
  const columns = useColumns();
  const list = useInfiniteQuery({
    queryKey: ['insight', 'behind', figure, day],
    queryFn: ({ pageParam }) => api.insight.listBehind({ figure, day, storeId: null, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Drawer
      open
      title={`${figures?.[figure]?.name ?? figureOf(figure).name} ${day}`}
      onClose={onClose}
      size={760}
    >
      <Typography.Paragraph type="secondary">{texts.says}</Typography.Paragraph>
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <Table
          size="small"
          rowKey={({ id }) => id}
          columns={columns}
          dataSource={list.data.pages.flatMap(({ rows }) => rows)}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
        />
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {more}
        </Button>
      )}
    </Drawer>
  );
}
