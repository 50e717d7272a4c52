import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton, Table, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { funnelOf, funnelSteps, type FunnelStep } from '@contracts/primitives/insight/funnel';
import { Failure } from '../../kit/failure';
import { numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { funnelTexts } from './funnel-texts';

type Cohort = Awaited<ReturnType<typeof api.insight.readCohorts>>['cohorts'][number];

const withRate = ({ people, rate }: FunnelStep): string =>
  rate === null ? numberText(people) : `${numberText(people)} · ${figureText('rate', rate)}`;

/** One month as bars, each with its number and its part of the step before in words. */
function Picture({ cohort: { month, funnel } }: { cohort: Cohort }) {
  const texts = usePageTexts(funnelTexts);
  return (
    <ol aria-label={texts.picture(month)} style={{ listStyle: 'none', margin: '16px 0', padding: 0 }}>
      {funnelOf(funnel).map((step) => (
        <li key={step.key} style={{ display: 'flex', alignItems: 'center', gap: 12, marginBottom: 8 }}>
          <Tooltip title={texts.steps[step.key].says}>
            <span tabIndex={0} style={{ width: 96, flex: 'none' }}>
              {texts.steps[step.key].name}
            </span>
          </Tooltip>
          <span style={{ flex: 1 }}>
            <span
              style={{
                display: 'block',
                width: `${Math.max(1, step.width)}%`,
                height: 28,
                borderRadius: 4,
                background: 'var(--ant-color-primary)',
              }}
            />
          </span>
          <span style={{ width: 160, flex: 'none' }}>{withRate(step)}</span>
        </li>
      ))}
    </ol>
  );
}

/** From a scan to the second order: a month as a picture, a year as a table. */
export function FunnelTab() {
  const texts = usePageTexts(funnelTexts);
  const [chosen, setChosen] = useState<string | null>(null);
  const read = useQuery({
    queryKey: ['insight', 'cohorts'],
    queryFn: () => api.insight.readCohorts({ until: null }),
  });
  const columns: TableColumnsType<Cohort> = [
    { key: 'month', title: texts.month, fixed: 'left', dataIndex: 'month' },
    ...funnelSteps.map(({ key }, place) => ({
      key,
      title: <Tooltip title={texts.steps[key].says}>{texts.steps[key].name}</Tooltip>,
      align: 'right' as const,
      render: (_: unknown, { funnel }: Cohort) => {
        const step = funnelOf(funnel)[place];
        return step && withRate(step);
      },
    })),
  ];
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const months = [...read.data.cohorts].reverse();
  const shown = months.find(({ month }) => month === chosen) ?? months[0];
  return (
    <>
      <Typography.Paragraph type="secondary">{texts.note}</Typography.Paragraph>
      <Select
        aria-label={texts.month}
        value={shown?.month}
        options={months.map(({ month }, place) => ({
          value: month,
          label: place === 0 ? `${month} · ${texts.open}` : month,
        }))}
        onChange={setChosen}
        style={{ minWidth: 200 }}
      />
      {shown && <Picture cohort={shown} />}
      <Table
        size="small"
        rowKey={({ month }) => month}
        columns={columns}
        dataSource={months}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}
