import { instant, type Instant } from '@contracts/primitives/time';
import type { ListedNote, ServiceNote } from '@contracts/voice/voice-values';
import { Table, Tag, Typography, type TableColumnsType } from 'antd';
import { Link } from '../../../app/link';
import { dayText, momentText } from '../../../kit/words';
import { usePageTexts } from '../../../texts/use-texts';
import { CloseAct } from './close-act';
import { noteTexts } from './texts';

export type NoteRow = ServiceNote & Partial<Pick<ListedNote, 'member'>>;

function useColumns(now: Instant, isNamed: boolean): TableColumnsType<NoteRow> {
  const texts = usePageTexts(noteTexts);
  const member = {
    key: 'member',
    title: texts.member,
    render: (_: unknown, row: NoteRow) =>
      row.member && (
        <Link to={`/members?open=${row.member.memberId}`}>{row.member.nickname ?? texts.member}</Link>
      ),
  };
  return [
    ...(isNamed ? [member] : []),
    { key: 'kind', title: texts.kind, render: (_, { kind }) => texts.kinds[kind] },
    {
      key: 'text',
      title: texts.text,
      render: (_, { text, byName, storeName, at }) => (
        <>
          {text}
          <div>
            <Typography.Text type="secondary">
              {[byName, storeName, momentText(at)].filter(Boolean).join(' · ')}
            </Typography.Text>
          </div>
        </>
      ),
    },
    {
      key: 'due',
      title: texts.due,
      render: (_, { kind, state, dueAt }) =>
        kind !== 'praise' && (
          <>
            {dayText(instant(dueAt - 1))}{' '}
            {state === 'open' && dueAt <= now && <Tag color="error">{texts.late}</Tag>}
          </>
        ),
    },
    {
      key: 'outcome',
      title: texts.outcome,
      render: (_, row) =>
        row.state === 'open' ? (
          <CloseAct note={row} />
        ) : (
          row.closed && `${row.closed.text} · ${row.closed.byName} · ${momentText(row.closed.at)}`
        ),
    },
  ];
}

/** What members said, what is due, what came of it. */
export function NoteTable({ rows, now, isNamed }: { rows: NoteRow[]; now: Instant; isNamed: boolean }) {
  const texts = usePageTexts(noteTexts);
  return (
    <Table
      size="small"
      rowKey={({ noteId }) => noteId}
      columns={useColumns(now, isNamed)}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
    />
  );
}
