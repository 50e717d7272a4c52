import type { JourneyApi } from '@contracts/journey/journey';
import { instant, type Instant } from '@contracts/primitives/time';
import {
  Button,
  Form,
  Input,
  Segmented,
  Skeleton,
  Table,
  Tag,
  Typography,
  type TableColumnsType,
} from 'antd';
import { useState } from 'react';
import { Link } from '../../app/link';
import { useQueryString } from '../../app/location';
import { ActionForm } from '../../kit/action-form';
import { Failure } from '../../kit/failure';
import { usePages } from '../../kit/list/use-pages';
import { useRefresh } from '../../kit/use-refresh';
import { dayText, momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { journeyTexts } from './texts';

type Row = ReturnType<JourneyApi['listTasks']>['tasks'][number];

function FinishAct({ row }: { row: Row }) {
  const { followUp } = usePageTexts(journeyTexts);
  const { form } = useTexts();
  const refresh = useRefresh(['journeys']);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {followUp.finish}
      </Button>
      {isOpen && (
        <ActionForm<{ note: string }>
          title={row.title}
          who={row.member.nickname ?? followUp.member}
          what={followUp.finishWhat}
          initial={{ note: '' }}
          submit={({ note }) => api.journey.finishTask({ taskId: row.taskId, note: note.trim() })}
          saveText={followUp.finish}
          reload={refresh}
          onDone={refresh}
          onClose={() => setOpen(false)}
        >
          <Form.Item
            name="note"
            label={followUp.note}
            rules={[{ required: true, whitespace: true, message: form.required }]}
          >
            <Input maxLength={100} showCount />
          </Form.Item>
        </ActionForm>
      )}
    </>
  );
}

function useColumns(now: Instant): TableColumnsType<Row> {
  const { followUp } = usePageTexts(journeyTexts);
  return [
    {
      key: 'member',
      title: followUp.member,
      render: (_, { member }) => (
        <Link to={`/members?open=${member.memberId}`}>{member.nickname ?? followUp.member}</Link>
      ),
    },
    {
      key: 'title',
      title: followUp.title,
      render: (_, { title, note }) => (
        <>
          {title}
          {note !== '' && (
            <div>
              <Typography.Text type="secondary">{note}</Typography.Text>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'who',
      title: followUp.who,
      render: (_, row) => `${followUp.by[row.for]} ${row.leader ?? ''}`.trim(),
    },
    { key: 'from', title: followUp.from, dataIndex: 'from' },
    {
      key: 'due',
      title: followUp.due,
      render: (_, { dueAt, done }) => (
        <>
          {dayText(instant(dueAt - 1))}{' '}
          {done === null && dueAt < now && <Tag color="error">{followUp.late}</Tag>}
        </>
      ),
    },
    {
      key: 'note',
      title: followUp.note,
      render: (_, row) =>
        row.done ? `${momentText(row.done.at)} · ${row.done.note}` : <FinishAct row={row} />,
    },
  ];
}

/** What people are to do for members, what is due first above, and what came of it. */
export function FollowUps() {
  const { followUp } = usePageTexts(journeyTexts);
  const query = useQueryString();
  const state = query.get('state') === 'done' ? 'done' : 'open';
  const list = usePages(['journeys', 'follow-ups', state], (cursor) =>
    api.journey.listTasks({ state, cursor }),
  );
  const [first] = list.data?.pages ?? [];
  return (
    <>
      <Segmented
        value={state}
        options={(['open', 'done'] as const).map((value) => ({ value, label: followUp.states[value] }))}
        onChange={(value) => query.set({ state: value })}
        style={{ marginBottom: 12 }}
      />
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && first && (
        <FollowUpTable rows={list.data.pages.flatMap(({ tasks }) => tasks)} now={first.now} />
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {followUp.more}
        </Button>
      )}
    </>
  );
}

function FollowUpTable({ rows, now }: { rows: Row[]; now: Instant }) {
  const { followUp } = usePageTexts(journeyTexts);
  const columns = useColumns(now);
  return (
    <Table
      size="small"
      rowKey={({ taskId }) => taskId}
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Typography.Text>{followUp.none}</Typography.Text> }}
    />
  );
}
