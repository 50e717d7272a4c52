import { Text } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { Problem } from '@/components/form/problem';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { ApplicationView } from '@contracts/leader/leader-office';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { callPhone } from '@/platform/device/call-phone';
import { leaderService } from '@/services';

interface CardProps {
  application: ApplicationView;
  onDecided: (text: string) => void;
}

const approval = ({ name, groupName, storeName, phone }: ApplicationView) => ({
  title: `让 ${name} 当团长？`,
  figure: phone,
  lines: [
    `「${groupName}」，挂在${storeName}。先打个电话核实是本人。`,
    '通过后马上生成团码，扫码入会的人都记在他名下，团长会收到通知。',
    '不合适可以在「团长管理」里暂停团码；已经记在他名下的人要交接才会变。',
  ],
  yes: '通过，生成团码',
});

/** Where they want to lead and how they are reached: the whole number is asked for once, with the first call. */
function ApplicantContact({ application }: { application: ApplicationView }) {
  const { applicationId, storeName, phone } = application;
  const request = useRequestId();
  const [number, setNumber] = useState<string | null>(null);
  const call = useAction(async () => {
    const wish = { applicationId };
    const told =
      number ?? (await leaderService.tellApplicantPhone(wish, { requestId: request.idFor(wish) })).phone;
    setNumber(told);
    await callPhone(told);
  });
  return (
    <>
      <Text>{`${storeName} · ${number ?? phone}`}</Text>
      {call.error && <InlineNote text={call.error.message} />}
      <ActionButton
        id={`call-${applicationId}`}
        look="secondary"
        disabled={call.busy}
        onPress={() => void call.run(undefined)}
      >
        打电话核实
      </ActionButton>
    </>
  );
}

const sinceText = ({ appliedAt, refusedBefore }: ApplicationView): string =>
  `${chinaTimeText(appliedAt)} 提交${refusedBefore > 0 ? ` · 之前被拒 ${refusedBefore} 次` : ''}`;

export function ApplicationCard({ application, onDecided }: CardProps) {
  const { applicationId, name } = application;
  const [reason, setReason] = useState('');
  const [lacksReason, setLacksReason] = useState(false);
  const { ask, sheet } = useConfirmSheet();
  const approve = useAction(async () => {
    if (!(await ask(approval(application)))) return;
    await leaderService.decideApplication({ applicationId, decision: 'approve' });
    onDecided(`${name} 是团长了，已通知本人`);
  });
  const refuse = useAction(async () => {
    if (reason.trim().length < 2) return setLacksReason(true);
    await leaderService.decideApplication({ applicationId, decision: 'refuse', reason });
    onDecided(`没有通过 ${name} 的申请，已告诉本人`);
  });
  const busy = approve.busy || refuse.busy;
  const error = approve.error ?? refuse.error;
  return (
    <Card>
      <CardHead title={`${name} · ${application.groupName}`} />
      <CardLine text={sinceText(application)} />
      <ApplicantContact application={application} />
      <TextField
        id={`reason-${applicationId}`}
        label="不通过的原因"
        placeholder="会告诉本人"
        maxlength={100}
        value={reason}
        onType={(typed) => {
          setReason(typed);
          setLacksReason(false);
        }}
      />
      {lacksReason && <Problem text="不通过要写原因，至少两个字，会告诉本人" />}
      {error && <InlineNote text={error.message} />}
      <ActionButton
        id={`approve-${applicationId}`}
        disabled={busy}
        onPress={() => void approve.run(undefined)}
      >
        通过，生成团码
      </ActionButton>
      <ActionButton
        id={`refuse-${applicationId}`}
        look="quiet"
        disabled={busy}
        onPress={() => void refuse.run(undefined)}
      >
        不通过
      </ActionButton>
      {sheet}
    </Card>
  );
}
