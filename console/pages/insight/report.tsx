import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton, Space, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { changeText } from '@contracts/primitives/insight/figure-text';
import { MOST_PERIODS, type Period } from '@contracts/primitives/insight/periods';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { TrendLine } from '../../kit/trend-line';
import { momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { behindTexts } from './behind-texts';
import { seriesRows, type SeriesRow } from './series-rows';
import { insightTexts } from './texts';

const COUNTS: Readonly<Record<Period, readonly number[]>> = {
  day: [7, 30, MOST_PERIODS],
  week: [8, 26, 52],
  month: [6, 12, 24],
};

function Behind({ row: { figure, points }, period }: { row: SeriesRow; period: Period }) {
  const texts = usePageTexts(insightTexts);
  const behind = usePageTexts(behindTexts);
  const query = useQueryString();
  const says = texts.figures?.[figure.key]?.says ?? figure.says;
  return (
    <Space direction="vertical" size="small">
      <Typography.Text>{says}</Typography.Text>
      <Space wrap size="middle">
        {points.map(({ period: name, text, isOpen }) => (
          <span key={name}>
            <Typography.Text type="secondary">{isOpen ? `${name} ${texts.open}` : name}</Typography.Text>{' '}
            {period === 'day' ? (
              <Button
                type="link"
                size="small"
                aria-label={behind.see(name)}
                onClick={() => query.set({ behind: figure.key, day: name }, 'push')}
              >
                {text}
              </Button>
            ) : (
              text
            )}
          </span>
        ))}
      </Space>
    </Space>
  );
}

function useColumns(than: string): TableColumnsType<SeriesRow> {
  const texts = usePageTexts(insightTexts);
  return [
    {
      key: 'figure',
      title: texts.columns.figure,
      render: (_, { figure }) => texts.figures?.[figure.key]?.name ?? figure.name,
    },
    {
      key: 'value',
      title: texts.columns.value,
      align: 'right',
      render: (_, { text, of }) => (
        <>
          <strong style={{ fontVariantNumeric: 'tabular-nums' }}>{text}</strong>
          {of !== null && <Typography.Text type="secondary"> {texts.ofPeriod(of)}</Typography.Text>}
        </>
      ),
    },
    {
      key: 'change',
      title: texts.columns.change,
      render: (_, { change }) => texts.change?.(change) ?? changeText(change, than),
    },
    {
      key: 'trend',
      title: texts.columns.trend,
      render: (_, { points }) => <TrendLine values={points.map(({ value }) => value)} />,
    },
  ];
}

/** Every figure of some days, weeks or months, what it is, and beside what. */
export function Report() {
  const texts = usePageTexts(insightTexts);
  const [period, setPeriod] = useState<Period>('day');
  const [counts, setCounts] = useState<Record<Period, number>>({ day: 30, week: 8, month: 12 });
  const [compare, setCompare] = useState<'before' | 'year'>('before');
  const count = counts[period];
  const series = useQuery({
    queryKey: ['insight', 'series', period, count, compare],
    queryFn: () =>
      api.insight.readSeries({ range: { period, until: null, count }, cut: 'all', value: 'all', compare }),
  });
  const columns = useColumns(texts.than[compare]);
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={period}
          options={(['day', 'week', 'month'] as const).map((value) => ({
            value,
            label: texts.periods[value],
          }))}
          onChange={setPeriod}
        />
        <Segmented
          value={count}
          options={COUNTS[period].map((value) => ({ value, label: texts.counts(value, period) }))}
          onChange={(value) => setCounts({ ...counts, [period]: value })}
        />
        <Segmented
          value={compare}
          options={(['before', 'year'] as const).map((value) => ({ value, label: texts.compare[value] }))}
          onChange={setCompare}
        />
        {series.data && (
          <Typography.Text type="secondary">{texts.asOf(momentText(series.data.asOf))}</Typography.Text>
        )}
      </Space>
      {series.isPending && <Skeleton active />}
      {series.isError && <Failure error={series.error} retry={() => void series.refetch()} />}
      {series.data && (
        <Table
          size="small"
          rowKey={({ figure }) => figure.key}
          columns={columns}
          dataSource={seriesRows(series.data.points, series.data.compared)}
          pagination={false}
          expandable={{
            expandRowByClick: true,
            expandedRowRender: (row) => <Behind row={row} period={period} />,
          }}
        />
      )}
    </>
  );
}
