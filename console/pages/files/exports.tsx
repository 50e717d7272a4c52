import type { ExportView } from '@contracts/office/exports';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { errorText } from '../../app/error-text';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ListForm } from './list-form';
import { fileTexts, type FileTexts } from './texts';

const KEY = ['office', 'exports'];
const WHILE_RUNNING_MS = 3000;

/** The address ends by itself and each is written down: it is asked for when it is needed. */
function Download({ exportId }: Pick<ExportView, 'exportId'>) {
  const texts = usePageTexts(fileTexts);
  const { message } = AntApp.useApp();
  const [isBusy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const { url } = await api.office.tellExport({ exportId });
      window.open(url, '_blank', 'noopener');
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    setBusy(false);
  };
  return (
    <Button size="small" type="primary" loading={isBusy} onClick={() => void download()}>
      {texts.download}
    </Button>
  );
}

function Standing({ row, texts }: { row: ExportView; texts: FileTexts }) {
  if (row.status === 'running') return <Tag color="processing">{texts.running(row.rows)}</Tag>;
  if (row.status === 'gone') return <Tag>{texts.gone}</Tag>;
  return <Tag color="success">{texts.ready + (row.isCut ? texts.cut : '')}</Tag>;
}

const whatText = ({ list, period }: ExportView, { lists }: FileTexts): string =>
  period === null ? lists[list] : `${lists[list]} ${period.from} – ${period.until}`;

export function Exports({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(fileTexts);
  const { columns } = texts;
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const shown: ListColumn<ExportView>[] = [
    { key: 'at', title: columns.at, width: 160, render: ({ at }) => momentText(at) },
    { key: 'by', title: columns.by, width: 90, render: ({ byName }) => byName },
    { key: 'what', title: columns.what, width: 220, render: (row) => whatText(row, texts) },
    { key: 'why', title: columns.why, width: 150, render: ({ reason }) => reason },
    { key: 'format', title: columns.format, width: 70, render: ({ format }) => format.toUpperCase() },
    {
      key: 'phones',
      title: columns.phones,
      width: 80,
      render: ({ withPhones }) => (withPhones ? texts.whole : texts.masked),
    },
    { key: 'rows', title: columns.rows, width: 80, align: 'right', render: ({ rows }) => numberText(rows) },
    {
      key: 'status',
      title: columns.status,
      width: 120,
      render: (row) => <Standing row={row} texts={texts} />,
    },
    { key: 'ends', title: columns.ends, width: 160, render: ({ expiresAt }) => momentText(expiresAt) },
    {
      key: 'act',
      title: columns.act,
      width: 100,
      render: ({ status, exportId }) => status === 'done' && <Download exportId={exportId} />,
    },
  ];
  return (
    <ListPage<ExportView>
      title={pages.files}
      name="exports"
      queryKey={KEY}
      load={async (cursor) => {
        const { exports, nextCursor, now } = await api.office.listExports({ cursor });
        return { rows: exports, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ exportId }) => exportId}
      actions={<Button onClick={() => setAsking(true)}>{texts.exportList}</Button>}
      filters={control}
      againMs={(rows) => (rows.some(({ status }) => status === 'running') ? WHILE_RUNNING_MS : false)}
    >
      {isAsking && (
        <ListForm
          onDone={() => void client.invalidateQueries({ queryKey: KEY })}
          onClose={() => setAsking(false)}
        />
      )}
    </ListPage>
  );
}
