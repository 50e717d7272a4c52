import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { LeaderView } from '@contracts/leader/leader-office';
import { useAction } from '@/hooks/use-action';
import { leaderService } from '@/services';
import { HandoverForm } from './handover-form';
import styles from './index.module.scss';

interface CardProps {
  leader: LeaderView;
  others: readonly LeaderView[];
  onChange: () => void;
}

export function LeaderCard({ leader, others, onChange }: CardProps) {
  const { leaderId, status, figures } = leader;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const turn = useAction(async () => {
    await leaderService.setLeaderStatus({
      leaderId,
      status: status === 'active' ? 'paused' : 'active',
      reason,
    });
    setReason('');
    onChange();
  });
  return (
    <View className={styles['card']}>
      <SectionTitle text={`${leader.name} · ${leader.storeName}`}>
        {status === 'paused' && <Text className={styles['paused']}>已暂停</Text>}
      </SectionTitle>
      {leader.groupName !== '' && <Text className={styles['small']}>{leader.groupName}</Text>}
      <Text>{`带来 ${figures.joins} 人 · 首单 ${figures.firstOrders} · 接手 ${figures.received} 人`}</Text>
      {leader.reason !== null && <Text className={styles['small']}>{`暂停原因：${leader.reason}`}</Text>}
      <ActionButton id={`manage-${leaderId}`} look="quiet" onPress={() => setOpen(!open)}>
        {open ? '收起' : '暂停或交接'}
      </ActionButton>
      {open && (
        <>
          <View className={styles['field']}>
            <Text className={styles['label']}>原因</Text>
            <Input
              id={`reason-${leaderId}`}
              className={styles['input'] ?? ''}
              placeholder="必填，会记入操作日志"
              maxlength={100}
              value={reason}
              onInput={(event) => setReason(event.detail.value)}
            />
          </View>
          {status === 'active' && (
            <Text className={styles['small']}>
              暂停后，扫这个团码的人仍可入会，但不记在任何团长名下；已有成员不变。
            </Text>
          )}
          {turn.error && <InlineNote text={turn.error.message} />}
          <ActionButton
            id={`turn-${leaderId}`}
            look="secondary"
            disabled={turn.busy || reason.trim().length < 2}
            onPress={() => void turn.run(undefined)}
          >
            {status === 'active' ? '暂停团码' : '恢复团码'}
          </ActionButton>
          <HandoverForm leader={leader} others={others} reason={reason} onDone={onChange} />
        </>
      )}
    </View>
  );
}
