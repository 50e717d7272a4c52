import { TuankaError } from '@contracts/errors';
import type { SettingVersion } from '@contracts/office/settings';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { errorText } from '../../../app/error-text';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { settingTexts, type SettingTexts } from './texts';

const KEY = ['office', 'settings'];

const changeText = ({ changes }: SettingVersion, { byDefault }: SettingTexts): string =>
  changes
    .map(({ path, before, after }) => `${path}: ${before ?? byDefault} → ${after ?? byDefault}`)
    .join('；');

function Restore({ version }: { version: number }) {
  const texts = usePageTexts(settingTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(KEY);
  const restore = async (): Promise<void> => {
    try {
      // What stands now is what is replaced: who changed it since the list was shown is told by the next.
      const { version: basedOn } = await api.office.readSettings({});
      const answer = await api.office.restoreSettings({ version, basedOn });
      if (answer.outcome === 'refused') throw new TuankaError('invalid_input');
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  return (
    <Button
      size="small"
      onClick={() =>
        void modal.confirm({
          title: `${texts.restore} · ${version}`,
          content: texts.restoreSure,
          onOk: restore,
        })
      }
    >
      {texts.restore}
    </Button>
  );
}

const columnsOf = (texts: SettingTexts, newest: number): ListColumn<SettingVersion>[] => [
  { key: 'version', title: texts.version, width: 80, align: 'right', render: ({ version }) => version },
  { key: 'at', title: texts.at, width: 180, render: ({ changedAt }) => momentText(changedAt) },
  { key: 'by', title: texts.by, width: 120, render: ({ changedBy }) => changedBy },
  {
    key: 'changes',
    title: texts.changes,
    width: 480,
    render: (row) =>
      row.restoredFrom === null
        ? changeText(row, texts)
        : `${texts.restored(row.restoredFrom)}：${changeText(row, texts)}`,
  },
  {
    key: 'act',
    title: texts.act,
    width: 150,
    render: ({ version }) =>
      version === newest ? <Tag color="success">{texts.inForce}</Tag> : <Restore version={version} />,
  },
];

/** Every version of all settings, newest first, with what it changed, and the way back to it. */
export function SettingVersions({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(settingTexts);
  const now = useQuery({ queryKey: KEY, queryFn: () => api.office.readSettings({}) });
  return (
    <ListPage<SettingVersion>
      title={pages.settings}
      name="setting-versions"
      queryKey={[...KEY, 'versions']}
      load={async (cursor) => {
        const { versions, nextCursor, now } = await api.office.listSettingVersions({ cursor });
        return { rows: versions, nextCursor, now };
      }}
      columns={columnsOf(texts, now.data?.version ?? 0)}
      rowKey={({ version }) => String(version)}
      filters={control}
    />
  );
}
