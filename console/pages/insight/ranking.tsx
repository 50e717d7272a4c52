import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton, Space, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Grain } from '@contracts/primitives/insight/measures';
import { changeOf, changeText, figureText } from '@contracts/primitives/insight/figure-text';
import { figureOf, type FigureKey } from '@contracts/primitives/insight/figures';
import { Failure } from '../../kit/failure';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { memberTexts } from '../members/texts';
import { insightTexts, type ShownCut } from './texts';

type Row = Awaited<ReturnType<typeof api.insight.readBreakdown>>['rows'][number];

const CUTS = [
  'store',
  'tierNow',
  'tier',
  'leader',
  'leaderNow',
  'source',
  'category',
  'city',
  'channel',
  'message',
] as const satisfies readonly ShownCut[];
/** Of messages, what became of them; of everything else, what was sold. */
const SHOWN_OF_MESSAGES = [
  'delivered',
  'openRate',
  'clickRate',
  'messageOrders',
  'messageOrderRate',
  'messageOrderFen',
] as const satisfies readonly FigureKey[];
const SHOWN = [
  'netFen',
  'keptOrders',
  'buyers',
  'repeatRate',
  'averageFen',
  'refundRate',
  'joined',
  'firstOrders',
] as const satisfies readonly FigureKey[];

function useColumns(cut: ShownCut): TableColumnsType<Row> {
  const texts = usePageTexts(insightTexts);
  const { sources } = usePageTexts(memberTexts);
  const named: Readonly<Record<string, string>> = cut === 'source' ? sources : {};
  const isMessages = cut === 'channel' || cut === 'message';
  const shown: readonly FigureKey[] = isMessages ? SHOWN_OF_MESSAGES : SHOWN;
  return [
    { key: 'name', title: texts.name, fixed: 'left', render: (_, { value, label }) => named[value] ?? label },
    ...shown.map((key) => {
      const figure = figureOf(key);
      return {
        key,
        title: texts.figures?.[key]?.name ?? figure.name,
        align: 'right' as const,
        render: (_: unknown, { sums }: Row) => figureText(figure.unit, figure.of(sums)),
      };
    }),
    {
      key: 'change',
      title: texts.columns.change,
      render: (_, { sums, before }) => {
        const { of } = figureOf(isMessages ? 'messageOrderFen' : 'netFen');
        const change = changeOf(of(sums), of(before));
        return texts.change?.(change) ?? changeText(change, texts.than.before);
      },
    },
  ];
}

/** One day, week or month by one breakdown, beside the one before. */
export function Ranking() {
  const texts = usePageTexts(insightTexts);
  const [cut, setCut] = useState<ShownCut>('store');
  const [period, setPeriod] = useState<Exclude<Grain, 'ever'>>('month');
  const ranking = useInfiniteQuery({
    queryKey: ['insight', 'ranking', cut, period],
    queryFn: ({ pageParam }) => api.insight.readBreakdown({ period, day: null, cut, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const columns = useColumns(cut);
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={cut}
          options={CUTS.map((value) => ({ value, label: texts.cuts[value] }))}
          onChange={setCut}
        />
        <Segmented
          value={period}
          options={(['day', 'week', 'month'] as const).map((value) => ({
            value,
            label: texts.current[value],
          }))}
          onChange={setPeriod}
        />
      </Space>
      {ranking.isPending && <Skeleton active />}
      {ranking.isError && <Failure error={ranking.error} retry={() => void ranking.refetch()} />}
      {ranking.data && (
        <Table
          size="small"
          rowKey={({ value }) => value}
          columns={columns}
          dataSource={ranking.data.pages.flatMap(({ rows }) => rows)}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <Typography.Text>{texts.empty}</Typography.Text> }}
        />
      )}
      {ranking.hasNextPage && (
        <Button loading={ranking.isFetchingNextPage} onClick={() => void ranking.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
