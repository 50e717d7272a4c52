import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import type { ExportView } from '@contracts/office/exports';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { copyText } from '@/platform/share/clipboard';
import { officeService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { exportedListText } from '../../components/words/export-text';
import { ListForm } from './list-form';

const stateText: Record<ExportView['status'], string> = { running: '生成中', done: '可下载', gone: '已删除' };

const progressText = ({ list, status, rows, of: { rows: all, more }, isCut }: ExportView): string => {
  const unit = list === 'members' ? '位' : '条';
  if (status === 'running') return `已写 ${rows} / ${more ? '超过 ' : ''}${all} ${unit}`;
  return isCut ? `${rows} ${unit}，太多没写完，请缩小范围分几次导出` : `${rows} ${unit}`;
};

const listText = ({ list, period }: ExportView): string =>
  period === null ? exportedListText[list] : `${exportedListText[list]} ${period.from} 至 ${period.until}`;

function ExportCard({ view }: { view: ExportView }) {
  const fetch = useAction(async () => {
    const { url } = await officeService.tellExport({ exportId: view.exportId });
    await copyText(url);
  });
  return (
    <Card>
      <CardHead
        title={view.reason}
        state={stateText[view.status]}
        tone={view.status === 'done' ? 'on' : 'off'}
      />
      <CardLine text={listText(view)} />
      <CardLine text={`${view.byName} · ${chinaTimeText(view.at)} · ${view.format.toUpperCase()}`} />
      <CardLine text={`${progressText(view)}${view.withPhones ? '，含完整手机号' : ''}`} />
      {view.status === 'done' && (
        <>
          <CardLine text={`${chinaTimeText(view.expiresAt)} 删除；链接复制后十分钟内在电脑浏览器打开`} />
          {fetch.error && <InlineNote text={fetch.error.message} />}
          <ActionButton
            id={`fetch-${view.exportId}`}
            look="secondary"
            disabled={fetch.busy}
            onPress={() => void fetch.run(undefined)}
          >
            复制下载链接
          </ActionButton>
        </>
      )}
    </Card>
  );
}

/** 导出记录: files of lists, newest first, each for a day; lists other than the members’ begin here. */
export default function ExportsPage() {
  const list = usePagedCall(async (cursor) => pageOf(await officeService.listExports({ cursor }), 'exports'));
  const now = list.state.status === 'ready' ? list.state.snapshot.data.now : null;
  return (
    <StaffList
      list={list}
      keyOf={({ exportId }) => exportId}
      row={(view) => <ExportCard view={view} />}
      head={now !== null && <ListForm now={now} onAsked={() => void list.reload()} />}
      empty={{ title: '还没有导出', text: '会员在会员列表里筛选好再导出，其他清单在这里导出' }}
    />
  );
}
