import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import type { PushView } from '@contracts/message/push';
import { TuankaError } from '@contracts/errors';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { messageService } from '@/services';
import { questionOf, type Act } from './push-question';

/** What can be done with a push in its state; a repeated one asks once more before it goes out. */
export function PushActions({ push, onChanged }: { push: PushView; onChanged: () => void }) {
  const [repeated, setRepeated] = useState(false);
  const { ask, sheet } = useConfirmSheet();
  const { busy, error, run } = useAction(async (act: Act) => {
    const pushId = push.id;
    const question = questionOf(push, act);
    if (question !== null && !(await ask(question))) return;
    try {
      if (act.act === 'submit') await messageService.submitPush({ pushId, confirmRepeat: act.confirmRepeat });
      else if (act.act === 'approve') await messageService.approvePush({ pushId });
      else await messageService.steerPush({ pushId, to: act.to });
    } catch (thrown) {
      setRepeated(thrown instanceof TuankaError && thrown.code === 'push_repeated');
      throw thrown;
    }
    onChanged();
  });
  const button = (
    id: string,
    text: string,
    act: Act,
    look: 'primary' | 'secondary' | 'quiet' = 'primary',
  ) => (
    <ActionButton id={id} look={look} disabled={busy} onPress={() => void run(act)}>
      {text}
    </ActionButton>
  );
  const { status, preview, needsApproval, lint } = push;
  if (status === 'done' || status === 'cancelled') return null;
  const submitText = needsApproval ? `提交，请第二人确认（${preview.total} 人）` : `发给 ${preview.total} 人`;
  const forbidden = lint.some(({ severity }) => severity === 'forbidden');
  const cancel = button('cancel', '取消这次推送', { act: 'steer', to: 'cancelled' }, 'quiet');
  return (
    <>
      {error && <InlineNote text={error.message} />}
      <ActionBar>
        {status === 'draft' &&
          preview.complete &&
          !forbidden &&
          (repeated
            ? button('confirm-repeat', '确认，再发一次', { act: 'submit', confirmRepeat: true })
            : button('submit', submitText, { act: 'submit', confirmRepeat: false }))}
        {status === 'awaiting_approval' && button('approve', '我已核对，确认发送', { act: 'approve' })}
        {status === 'sending' && button('pause', '暂停', { act: 'steer', to: 'paused' }, 'secondary')}
        {status === 'paused' && button('resume', '继续发送', { act: 'steer', to: 'sending' })}
        {cancel}
      </ActionBar>
      {sheet}
    </>
  );
}
