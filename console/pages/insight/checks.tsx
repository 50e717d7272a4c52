import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Segmented, Skeleton, Space, Table, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { isRealChinaDate } from '@contracts/primitives/time';
import { ActionForm } from '../../kit/action-form';
import { Failure } from '../../kit/failure';
import { momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { checkTexts, type CheckedPeriod } from './check-texts';
import { insightTexts } from './texts';
import { sumsText } from './sums-text';

type Check = Awaited<ReturnType<typeof api.insight.listChecks>>['checks'][number];

const KEY = ['insight', 'checks'];
const WHILE_RUNNING_MS = 3000;
const PERIODS = ['day', 'week', 'month', 'cohort', 'ever'] as const satisfies readonly CheckedPeriod[];

interface Wish {
  period: CheckedPeriod;
  day: string;
  repair: boolean;
}

function Standing({ check: { step, progress, differing, repaired } }: { check: Check }) {
  const texts = usePageTexts(checkTexts);
  if (step !== 'done') return <Tag color="processing">{texts.running(progress.facts, progress.rows)}</Tag>;
  if (differing === 0) return <Tag color="success">{texts.fine(progress.rows)}</Tag>;
  if (repaired === differing) return <Tag color="warning">{texts.repaired(repaired)}</Tag>;
  return <Tag color="error">{texts.differs(differing - repaired)}</Tag>;
}

function Found({ check: { found, progress } }: { check: Check }) {
  const texts = usePageTexts(checkTexts);
  const { cuts, figures } = usePageTexts(insightTexts);
  const cutNames: Readonly<Record<string, string>> = {
    ...cuts,
    all: texts.everything,
    channel: texts.channel,
    offset: texts.offset,
    funnel: texts.funnel,
  };
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {found.map(({ cut, label, kept, due }) => (
        <li key={`${cut} ${label}`}>
          {cut === 'all' ? texts.everything : `${cutNames[cut] ?? cut} ${label}`}：
          {sumsText(kept, due, figures, texts.was)}
        </li>
      ))}
      {progress.moved > 0 && <li>{texts.moved(progress.moved)}</li>}
    </ul>
  );
}

function CheckForm({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const texts = usePageTexts(checkTexts);
  const { form } = useTexts();
  return (
    <ActionForm<Wish>
      title={texts.begin}
      who={texts.beginWho}
      what={texts.beginWhat}
      initial={{ period: 'day', day: '', repair: false }}
      submit={({ period, day, repair }, requestId) =>
        isRealChinaDate(day)
          ? api.insight.beginCheck({ period, day, repair }, { requestId })
          : Promise.reject(new RangeError(form.required))
      }
      saveText={texts.begin}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="period" label={texts.period}>
        <Segmented options={PERIODS.map((value) => ({ value, label: texts.periods[value] }))} />
      </Form.Item>
      <Form.Item name="day" label={texts.day} rules={[{ required: true, message: form.required }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="repair" valuePropName="checked">
        <Checkbox>{texts.repair}</Checkbox>
      </Form.Item>
    </ActionForm>
  );
}

function useColumns(): TableColumnsType<Check> {
  const texts = usePageTexts(checkTexts);
  return [
    { key: 'bucket', title: texts.period, render: (_, { bucket, period }) => texts.named(bucket, period) },
    { key: 'standing', title: texts.standing, render: (_, check) => <Standing check={check} /> },
    { key: 'people', title: texts.people, align: 'right', render: (_, { progress }) => progress.people },
    {
      key: 'finished',
      title: texts.finished,
      render: (_, { finishedAt, askedAt }) => momentText(finishedAt ?? askedAt),
    },
  ];
}

/** What was counted again from the facts, and what differed. */
export function Checks() {
  const texts = usePageTexts(checkTexts);
  const { more, empty } = usePageTexts(insightTexts);
  const client = useQueryClient();
  const columns = useColumns();
  const [isAsking, setAsking] = useState(false);
  const checks = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.insight.listChecks({ cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.checks.some(({ step }) => step !== 'done')) === true
        ? WHILE_RUNNING_MS
        : false,
  });
  return (
    <>
      <Space style={{ marginBottom: 12 }}>
        <Button type="primary" onClick={() => setAsking(true)}>
          {texts.begin}
        </Button>
        <Typography.Text type="secondary">{texts.about}</Typography.Text>
      </Space>
      {checks.isPending && <Skeleton active />}
      {checks.isError && <Failure error={checks.error} retry={() => void checks.refetch()} />}
      {checks.data && (
        <Table
          size="small"
          rowKey={({ period, bucket }) => `${period} ${bucket}`}
          columns={columns}
          dataSource={checks.data.pages.flatMap((page) => page.checks)}
          pagination={false}
          expandable={{
            expandRowByClick: true,
            rowExpandable: ({ found, progress }) => found.length > 0 || progress.moved > 0,
            expandedRowRender: (check) => <Found check={check} />,
          }}
          locale={{ emptyText: <Typography.Text>{empty}</Typography.Text> }}
        />
      )}
      {checks.hasNextPage && (
        <Button loading={checks.isFetchingNextPage} onClick={() => void checks.fetchNextPage()}>
          {more}
        </Button>
      )}
      {isAsking && (
        <CheckForm
          onDone={() => {
            setAsking(false);
            void client.invalidateQueries({ queryKey: KEY });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
