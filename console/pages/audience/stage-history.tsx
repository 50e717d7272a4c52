import type { LifecycleApi } from '@contracts/audience/lifecycle';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Space, Table, Typography, type TableColumnsType } from 'antd';
import { Failure } from '../../kit/failure';
import { TrendLine } from '../../kit/trend-line';
import { numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { historyTexts } from './history-texts';
import { stageRows, type StageRow } from './stage-rows';

type Month = ReturnType<LifecycleApi['readLifecycleHistory']>['months'][number];

const DAYS = 30;

function useStageColumns(): TableColumnsType<StageRow> {
  const texts = usePageTexts(historyTexts);
  return [
    { key: 'name', title: texts.stage, dataIndex: 'name' },
    {
      key: 'latest',
      title: texts.latest,
      align: 'right',
      render: (_, { points }) => numberText(points.at(-1)?.members ?? 0),
    },
    {
      key: 'change',
      title: texts.change,
      align: 'right',
      render: (_, { change }) => (change > 0 ? `+${numberText(change)}` : numberText(change)),
    },
    {
      key: 'trend',
      title: texts.trend,
      render: (_, { points }) => <TrendLine values={points.map(({ members }) => members)} />,
    },
  ];
}

function useMonthColumns(): TableColumnsType<Month> {
  const texts = usePageTexts(historyTexts);
  return [
    {
      key: 'month',
      title: texts.month,
      render: (_, { month, isOpen }) => (isOpen ? `${month} ${texts.open}` : month),
    },
    { key: 'lapsed', title: texts.lapsed, align: 'right', render: (_, { lapsed }) => numberText(lapsed) },
    {
      key: 'active',
      title: texts.active,
      align: 'right',
      render: (_, { activeAtStart }) => (activeAtStart === null ? texts.unknown : numberText(activeAtStart)),
    },
    { key: 'rate', title: texts.rate, align: 'right', render: (_, { rate }) => figureText('rate', rate) },
  ];
}

/** How the stages grew and shrank, and how many went quiet by month. */
export function StageHistory() {
  const texts = usePageTexts(historyTexts);
  const stageColumns = useStageColumns();
  const monthColumns = useMonthColumns();
  const history = useQuery({
    queryKey: ['audience', 'history'],
    queryFn: () => api.audience.readLifecycleHistory({ days: DAYS }),
  });
  if (history.isPending) return <Skeleton active />;
  if (history.isError) return <Failure error={history.error} retry={() => void history.refetch()} />;
  return (
    <Space align="start" size="large" wrap style={{ marginTop: 24 }}>
      <section>
        <Typography.Title level={5}>{texts.title}</Typography.Title>
        <Typography.Paragraph type="secondary">{texts.says}</Typography.Paragraph>
        <Table
          size="small"
          rowKey={({ segmentId }) => segmentId}
          columns={stageColumns}
          dataSource={stageRows(history.data)}
          pagination={false}
          expandable={{
            expandRowByClick: true,
            expandedRowRender: ({ points }) => (
              <Space wrap size="middle">
                {points.map(({ day, members }) => (
                  <span key={day}>
                    <Typography.Text type="secondary">{day}</Typography.Text> {numberText(members)}
                  </span>
                ))}
              </Space>
            ),
          }}
          locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
        />
      </section>
      <section>
        <Typography.Title level={5}>{texts.months}</Typography.Title>
        <Typography.Paragraph type="secondary">{texts.monthsSay}</Typography.Paragraph>
        <Table
          size="small"
          rowKey={({ month }) => month}
          columns={monthColumns}
          dataSource={[...history.data.months].reverse()}
          pagination={false}
          locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
        />
      </section>
    </Space>
  );
}
