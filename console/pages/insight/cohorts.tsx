import { useQuery } from '@tanstack/react-query';
import { Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { Failure } from '../../kit/failure';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { insightTexts } from './texts';

type Cohort = Awaited<ReturnType<typeof api.insight.readCohorts>>['cohorts'][number];

const MONTHS = 12;
const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 10_000) / whole);

/** Darker where more stayed; the number stands in it. */
const shade = (rate: number | null): string =>
  `color-mix(in srgb, var(--ant-color-primary) ${Math.round((rate ?? 0) / 500)}%, transparent)`;

function Cell({ cohort: { began, months }, offset }: { cohort: Cohort; offset: number }) {
  const month = months[offset];
  if (!month || began === 0) return null;
  const rate = shareOf(month.buyers, began);
  const untilThen = months.slice(0, offset + 1).reduce((sum, { netFen }) => sum + netFen, 0);
  return (
    <div style={{ background: shade(rate), padding: '2px 6px', textAlign: 'right' }}>
      <div>{figureText('rate', rate)}</div>
      <small>{figureText('fen', untilThen)}</small>
    </div>
  );
}

/** Who began together, by month: how many still buy, and what all of them came to. */
export function Cohorts() {
  const texts = usePageTexts(insightTexts);
  const read = useQuery({
    queryKey: ['insight', 'cohorts'],
    queryFn: () => api.insight.readCohorts({ until: null }),
  });
  const columns: TableColumnsType<Cohort> = [
    { key: 'month', title: texts.cohort.month, fixed: 'left', dataIndex: 'month' },
    { key: 'began', title: texts.cohort.began, align: 'right', dataIndex: 'began' },
    {
      key: 'second',
      title: texts.cohort.second,
      align: 'right',
      render: (_, { is90Over, secondIn90, began }) =>
        is90Over ? figureText('rate', shareOf(secondIn90, began)) : texts.cohort.notOver,
    },
    ...Array.from({ length: MONTHS }, (_, offset) => ({
      key: String(offset),
      title: texts.cohort.offset(offset),
      render: (_value: unknown, cohort: Cohort) => <Cell cohort={cohort} offset={offset} />,
    })),
  ];
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return (
    <>
      <Typography.Text type="secondary">{texts.cohortNote}</Typography.Text>
      <Table
        size="small"
        rowKey={({ month }) => month}
        columns={columns}
        dataSource={read.data.cohorts.filter(({ began }) => began > 0)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Typography.Text>{texts.empty}</Typography.Text> }}
      />
    </>
  );
}
