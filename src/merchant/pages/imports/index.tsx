import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { FormHint, FormPanel } from '@/components/form/form';
import { InlineNote } from '@/components/inline-note';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import type { ImportView } from '@contracts/office/member-imports';
import { MOST_IMPORT_BYTES } from '@contracts/primitives/upload-size';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openImport } from '@/platform/opening/navigation';
import { chooseFile } from '@/platform/share/choose-file';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { resultText, statusTexts } from '../../components/words/import-text';
import { sendFile } from './send-file';

const EXTENSIONS = ['xlsx', 'csv', 'txt'];
const MOST_MB = Math.floor(MOST_IMPORT_BYTES / 1024 / 1024);

function NewImport() {
  const [percent, setPercent] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const request = useRequestId();
  const send = useAction(async () => {
    setTrouble(null);
    const file = await chooseFile(EXTENSIONS);
    if (!file) return;
    if (file.bytes === 0 || file.bytes > MOST_IMPORT_BYTES)
      return setTrouble(file.bytes === 0 ? '这个文件是空的' : `文件超过 ${MOST_MB} MB，请分成几份`);
    setPercent(0);
    try {
      const sending = { requestId: request.idFor([file.name, file.bytes]), onProgress: setPercent };
      const { importId } = await sendFile(file, sending);
      request.done();
      await openImport(importId);
    } finally {
      setPercent(null);
    }
  });
  return (
    <FormPanel>
      <FormHint text="把旧系统的会员名单（Excel 或 CSV，第一行是列名）发到微信的文件传输助手，再从这里选。先试运行，看过每一行再导入；导入的老会员不再发新人礼，本人用手机号进来就能接上。" />
      {send.error && <InlineNote text={send.error.message} />}
      {trouble !== null && <InlineNote text={trouble} />}
      <ActionButton id="choose-file" disabled={send.busy} onPress={() => void send.run(undefined)}>
        {percent === null ? '选名单文件' : `正在上传 ${percent}%`}
      </ActionButton>
    </FormPanel>
  );
}

const ImportCard = ({ view }: { view: ImportView }) => (
  <Card id={`import-${view.importId}`} onOpen={() => void openImport(view.importId)}>
    <CardHead
      title={view.name}
      state={statusTexts[view.status]}
      tone={view.status === 'gone' || view.status === 'undone' ? 'off' : 'on'}
    />
    <CardLine text={`${view.byName} · ${chinaTimeText(view.at)}`} />
    <CardLine text={resultText(view)} />
  </Card>
);

/** 导入会员: a list to begin with, and those there were. */
export default function ImportsPage() {
  const list = usePagedCall(async (cursor) => pageOf(await officeService.listImports({ cursor }), 'imports'));
  return (
    <PageShell>
      <NewImport />
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ importId }) => importId}
        row={(view) => <ImportCard view={view} />}
        empty={{ title: '还没有导入过', text: '上传名单后，先看每一行会怎样' }}
      />
    </PageShell>
  );
}
