import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { ImportView } from '@contracts/office/member-imports';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { officeService } from '@/services';

interface Step {
  name: 'apply' | 'undo';
  text: string;
  question: Question;
}

function stepOf({ status, counts: { create, update, conflict, reject } }: ImportView): Step | null {
  if (status === 'checked' && create + update > 0)
    return {
      name: 'apply',
      text: '导入',
      question: {
        title: `导入 ${create} 位新会员，更新 ${update} 位？`,
        lines: [
          `${conflict + reject} 行有问题的不导入。`,
          '不发新人礼，也不发消息。',
          '30 天内可以撤销没用过的。',
        ],
        yes: '导入',
      },
    };
  if (status === 'applied')
    return {
      name: 'undo',
      text: '撤销这次导入',
      question: {
        title: '撤销这次导入？',
        lines: ['没登录过、没用过的会员会删除，改过的资料改回去。', '用过的保留，并说明原因。'],
        yes: '撤销',
      },
    };
  return null;
}

/** The deed that is next, with its reason. */
export function StepForm({ view, onStarted }: { view: ImportView; onStarted: () => void }) {
  const [reason, setReason] = useState('');
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const step = stepOf(view);
  const go = useAction(async ({ name, question }: Step) => {
    if (!(await ask(question))) return;
    const wish = { importId: view.importId, reason: reason.trim() };
    const by = { requestId: request.idFor([name, wish]) };
    await (name === 'apply'
      ? officeService.applyImport({ ...wish, check: view.checks }, by)
      : officeService.undoImport(wish, by));
    request.done();
    setReason('');
    onStarted();
  });
  if (step === null) return sheet;
  return (
    <FormPanel>
      <TextField
        id="import-reason"
        label="原因"
        placeholder="会记在操作日志里"
        maxlength={90}
        isStep
        value={reason}
        onType={setReason}
      />
      {go.error && <InlineNote text={go.error.message} />}
      <ActionButton
        id={`${step.name}-import`}
        look={step.name === 'apply' ? 'primary' : 'secondary'}
        disabled={go.busy || reason.trim().length < 2}
        onPress={() => void go.run(step)}
      >
        {step.text}
      </ActionButton>
      {sheet}
    </FormPanel>
  );
}
