import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import type { ExportApi } from '@contracts/office/exports';
import type { RequestId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openExports } from '@/platform/opening/navigation';
import { exportFormats } from './words/export-text';

const phones = [
  { id: 'masked', name: '手机号打码' },
  { id: 'whole', name: '完整手机号（仅店主）' },
] as const;

type Wish = Pick<Parameters<ExportApi['exportMembers']>[0], 'format' | 'withPhones' | 'reason'>;

interface ExportFormProps {
  /** What the button says. */
  text: string;
  /** Of whom: of others it is another request. */
  of: unknown;
  begin: (wish: Wish, by: { requestId: RequestId }) => Promise<unknown>;
}

/** Members as a file: in what form, with which numbers, and why. */
export function ExportForm({ text, of, begin: send }: ExportFormProps) {
  const [isOpen, setOpen] = useState(false);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [shown, setShown] = useState<'masked' | 'whole'>('masked');
  const [reason, setReason] = useState('');
  const request = useRequestId();
  const begin = useAction(async () => {
    const wish = { format, withPhones: shown === 'whole', reason: reason.trim() };
    await send(wish, { requestId: request.idFor([of, wish]) });
    request.done();
    setOpen(false);
    setReason('');
    await openExports();
  });
  if (!isOpen)
    return (
      <ActionButton id="open-export" look="quiet" onPress={() => setOpen(true)}>
        {text}
      </ActionButton>
    );
  return (
    <FormPanel>
      <ChipsField id="format" label="格式" options={exportFormats} chosen={[format]} onToggle={setFormat} />
      <ChipsField id="numbers" label="手机号" options={phones} chosen={[shown]} onToggle={setShown} />
      <TextField
        id="export-reason"
        label="用途"
        placeholder="会记在操作日志里"
        maxlength={90}
        isStep
        value={reason}
        onType={setReason}
      />
      {begin.error && <InlineNote text={begin.error.message} />}
      <ActionButton
        id="export"
        look="secondary"
        disabled={begin.busy || reason.trim().length < 2}
        onPress={() => void begin.run(undefined)}
      >
        {begin.busy ? '正在提交…' : '开始导出'}
      </ActionButton>
      <ActionButton id="exports" look="quiet" onPress={() => void openExports()}>
        导出记录
      </ActionButton>
    </FormPanel>
  );
}
