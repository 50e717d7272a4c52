import type { ImportView } from '@contracts/office/member-imports';
import { Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { ReasonAct } from '../../kit/reason-act';
import { useRefresh } from '../../kit/use-refresh';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { fileTexts } from './texts';

const KEY = ['office', 'imports'];
const WHILE_RUNNING_MS = 3000;
const isRunning = ({ status }: ImportView): boolean =>
  status === 'checking' || status === 'applying' || status === 'undoing';

function Acts({ row }: { row: ImportView }) {
  const texts = usePageTexts(fileTexts);
  const refresh = useRefresh(KEY);
  const { importId, name, counts, status } = row;
  if (status === 'checked')
    return (
      <ReasonAct
        label={texts.apply}
        who={name}
        what={texts.applyWhat(counts.create, counts.update)}
        submit={(reason, requestId) =>
          api.office.applyImport({ importId, check: row.checks, reason }, { requestId })
        }
        onDone={refresh}
      />
    );
  if (status !== 'applied' || row.undoUntil === null) return null;
  return (
    <ReasonAct
      label={texts.undo}
      who={name}
      what={texts.undoWhat}
      isDanger
      submit={(reason, requestId) => api.office.undoImport({ importId, reason }, { requestId })}
      onDone={refresh}
    />
  );
}

export function Imports({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(fileTexts);
  const { columns } = texts;
  const shown: ListColumn<ImportView>[] = [
    { key: 'at', title: columns.at, width: 160, render: ({ at }) => momentText(at) },
    { key: 'name', title: columns.name, width: 180, render: ({ name }) => name },
    { key: 'by', title: columns.by, width: 100, render: ({ byName }) => byName },
    {
      key: 'lines',
      title: columns.lines,
      width: 80,
      align: 'right',
      render: ({ lines }) => numberText(lines),
    },
    { key: 'done', title: columns.done, width: 80, align: 'right', render: ({ done }) => numberText(done) },
    {
      key: 'verdicts',
      title: columns.verdicts,
      width: 210,
      render: ({ counts }) =>
        [counts.create, counts.update, counts.conflict, counts.reject].map(numberText).join(' / '),
    },
    {
      key: 'status',
      title: columns.status,
      width: 120,
      render: (row) => (
        <Tag color={isRunning(row) ? 'processing' : row.status === 'applied' ? 'success' : 'default'}>
          {texts.statuses[row.status]}
        </Tag>
      ),
    },
    { key: 'act', title: columns.act, width: 120, render: (row) => <Acts row={row} /> },
  ];
  return (
    <ListPage<ImportView>
      title={pages.files}
      name="imports"
      queryKey={KEY}
      load={async (cursor) => {
        const { imports, nextCursor, now } = await api.office.listImports({ cursor });
        return { rows: imports, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ importId }) => importId}
      filters={
        <Flex gap="middle" align="center">
          {control}
          <span>{texts.hint}</span>
        </Flex>
      }
      againMs={(rows) => (rows.some(isRunning) ? WHILE_RUNNING_MS : false)}
    />
  );
}
