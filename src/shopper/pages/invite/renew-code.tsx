import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { referralService } from '@/services';

const RENEWING = {
  title: '换一个邀请码？',
  lines: ['旧的卡片、海报和链接从现在起不再有效，用它们入会不算你的好友。', '已经邀请到的好友和奖励不变。'],
  yes: '换新码',
};

/** For whoever shared the code where it should not be. */
export function RenewCode({ onRenewed }: { onRenewed: () => void }) {
  const [renewed, setRenewed] = useState(false);
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const renew = useAction(async () => {
    if (!(await ask(RENEWING))) return;
    await referralService.renewCode({}, { requestId: request.idFor('renew') });
    request.done();
    setRenewed(true);
    onRenewed();
  });
  return (
    <>
      <ActionButton
        id="renew-code"
        look="quiet"
        disabled={renew.busy}
        onPress={() => void renew.run(undefined)}
      >
        {renew.busy ? '正在更换…' : '更换邀请码'}
      </ActionButton>
      {renewed && (
        <InlineNote
          tone="calm"
          icon="check"
          text="邀请码已更换，旧的不再有效。请重新转发，海报也要重新生成。"
        />
      )}
      {renew.error && <InlineNote text={renew.error.message} />}
      {sheet}
    </>
  );
}
