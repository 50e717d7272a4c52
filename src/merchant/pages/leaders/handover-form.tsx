import { Text } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import type { Form } from '@/components/form/draft/use-form';
import { FormHint } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { LeaderOfficeApi, LeaderView } from '@contracts/leader/leader-office';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { leaderService } from '@/services';
import styles from './index.module.scss';

interface FormProps {
  leader: LeaderView;
  others: readonly LeaderView[];
  /** The reason, which the card asks for once. */
  form: Pick<Form<{ reason: string }, string>, 'checked' | 'reveal'>;
  onDone: () => void;
}
type Preview = ReturnType<LeaderOfficeApi['previewHandover']>;

const handingQuestion = (
  from: LeaderView,
  to: LeaderView,
  preview: Preview,
  pauseFrom: boolean,
): Question => ({
  title: `把 ${from.name} 的团队交给 ${to.name}？`,
  lines: [
    ...preview.lines,
    ...(pauseFrom ? [`${from.name} 的团码同时暂停。`] : []),
    '两位团长都会收到通知；要换回来只能再交接一次。',
  ],
  yes: `交给 ${to.name}`,
});

/** To whom, what that would mean, and the deed. The same form sends the same request again. */
function useHandover({ leader, form, onDone }: Omit<FormProps, 'others'>) {
  const [to, setTo] = useState<LeaderView | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const look = useAction(async (chosen: LeaderView) => {
    setTo(chosen);
    setPreview(null);
    setPreview(await leaderService.previewHandover({ fromId: leader.leaderId, toId: chosen.leaderId }));
  });
  const hand = useAction(async (pauseFrom: boolean) => {
    if (!to || !preview) return;
    if (!form.checked.ok) return form.reveal();
    if (!(await ask(handingQuestion(leader, to, preview, pauseFrom)))) return;
    const input = { fromId: leader.leaderId, toId: to.leaderId, reason: form.checked.value, pauseFrom };
    const { handover } = await leaderService.handOver(input, { requestId: request.idFor(input) });
    request.done();
    setDone(
      handover.status === 'done'
        ? `已交接 ${handover.moved} 位成员`
        : `已交接 ${handover.moved} 位，其余的几分钟内自动完成`,
    );
    setPreview(null);
    onDone();
  });
  return { to, preview, done, look, hand, sheet };
}

/** 团队交接: to whom, what it means, then the question. */
export function HandoverForm({ others, ...props }: FormProps) {
  const { leader } = props;
  const candidates = others.filter(
    ({ leaderId, status }) => leaderId !== leader.leaderId && status === 'active',
  );
  const { to, preview, done, look, hand, sheet } = useHandover(props);
  const error = look.error ?? hand.error;
  const blocked = preview === null || preview.running || hand.busy;
  if (candidates.length === 0) return <FormHint text="没有别的团长可以接手团队" />;
  return (
    <>
      <SelectField
        id={`to-${leader.leaderId}`}
        label="团队交给"
        options={candidates.map(({ leaderId, name, storeName }) => ({
          id: leaderId,
          name: `${name} · ${storeName}`,
        }))}
        chosen={to?.leaderId ?? null}
        empty="选一位团长"
        onPick={(id) => {
          const chosen = candidates.find(({ leaderId }) => leaderId === id);
          if (chosen) void look.run(chosen);
        }}
      />
      {preview && (
        <InlineNote tone="calm" text={preview.running ? '团队正在交接，请几分钟后再试' : '交接会这样做：'}>
          {preview.lines.map((line) => (
            <Text key={line} className={styles['line']}>
              {line}
            </Text>
          ))}
        </InlineNote>
      )}
      {done !== null && <InlineNote tone="calm" icon="check" text={done} />}
      {error && <InlineNote text={error.message} />}
      {preview && (
        <>
          <ActionButton id={`hand-${leader.leaderId}`} disabled={blocked} onPress={() => void hand.run(true)}>
            交接并暂停原团码
          </ActionButton>
          <ActionButton
            id={`hand-keep-${leader.leaderId}`}
            look="quiet"
            disabled={blocked}
            onPress={() => void hand.run(false)}
          >
            只交接成员，原团码照常
          </ActionButton>
        </>
      )}
      {sheet}
    </>
  );
}
