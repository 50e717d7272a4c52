import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { ApplicationView } from '@contracts/leader/leader-office';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { leaderService } from '@/services';
import styles from './index.module.scss';

interface CardProps {
  application: ApplicationView;
  onDecided: () => void;
}

export function ApplicationCard({ application, onDecided }: CardProps) {
  const { applicationId } = application;
  const [reason, setReason] = useState('');
  const approve = useAction(async () => {
    await leaderService.decideApplication({ applicationId, decision: 'approve' });
    onDecided();
  });
  const refuse = useAction(async () => {
    await leaderService.decideApplication({ applicationId, decision: 'refuse', reason });
    onDecided();
  });
  const busy = approve.busy || refuse.busy;
  const error = approve.error ?? refuse.error;
  return (
    <View className={styles['card']}>
      <SectionTitle text={`${application.name} · ${application.groupName}`} />
      <Text>{`${application.storeName} · ${application.phone}`}</Text>
      <Text className={styles['small']}>
        {`${chinaTimeText(application.appliedAt)} 提交${application.refusedBefore > 0 ? ` · 之前被拒 ${application.refusedBefore} 次` : ''}`}
      </Text>
      <View className={styles['field']}>
        <Text className={styles['label']}>不通过的原因</Text>
        <Input
          id={`reason-${applicationId}`}
          className={styles['input'] ?? ''}
          placeholder="不通过时必填，会告诉本人"
          maxlength={100}
          value={reason}
          onInput={(event) => setReason(event.detail.value)}
        />
      </View>
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
        disabled={busy || reason.trim().length < 2}
        onPress={() => void refuse.run(undefined)}
      >
        不通过
      </ActionButton>
    </View>
  );
}
