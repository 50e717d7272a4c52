import { Picker, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import type { LeaderOfficeApi, LeaderView } from '@contracts/leader/leader-office';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { leaderService } from '@/services';
import styles from './index.module.scss';

interface FormProps {
  leader: LeaderView;
  others: readonly LeaderView[];
  reason: string;
  onDone: () => void;
}
type Preview = ReturnType<LeaderOfficeApi['previewHandover']>;

/** 团队交接: to whom, what it means, then the tap. The same form sends the same request again. */
export function HandoverForm({ leader, others, reason, onDone }: FormProps) {
  const candidates = others.filter(
    ({ leaderId, status }) => leaderId !== leader.leaderId && status === 'active',
  );
  const [to, setTo] = useState<LeaderView | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const request = useRequestId();
  const look = useAction(async (chosen: LeaderView) => {
    setTo(chosen);
    setPreview(null);
    setPreview(await leaderService.previewHandover({ fromId: leader.leaderId, toId: chosen.leaderId }));
  });
  const hand = useAction(async (pauseFrom: boolean) => {
    if (!to) return;
    const input = { fromId: leader.leaderId, toId: to.leaderId, reason, pauseFrom };
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
  const error = look.error ?? hand.error;
  const ready = reason.trim().length >= 2 && preview !== null && !preview.running && !hand.busy;
  if (candidates.length === 0) return <Text className={styles['small']}>没有别的团长可以接手团队</Text>;
  return (
    <>
      <Picker
        id={`to-${leader.leaderId}`}
        mode="selector"
        range={candidates.map(({ name, storeName }) => `${name} · ${storeName}`)}
        onChange={(event) => {
          const chosen = candidates[Number(event.detail.value)];
          if (chosen) void look.run(chosen);
        }}
      >
        <View className={styles['field']}>
          <Text className={styles['label']}>团队交给</Text>
          <Text>{to ? to.name : '选一位团长'} ▾</Text>
        </View>
      </Picker>
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
          <ActionButton id={`hand-${leader.leaderId}`} disabled={!ready} onPress={() => void hand.run(true)}>
            交接并暂停原团码
          </ActionButton>
          <ActionButton
            id={`hand-keep-${leader.leaderId}`}
            look="quiet"
            disabled={!ready}
            onPress={() => void hand.run(false)}
          >
            只交接成员，原团码照常
          </ActionButton>
        </>
      )}
    </>
  );
}
