import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import styles from './index.module.scss';

interface PanelProps<Decision extends string> {
  id: string;
  title: string;
  lines: readonly string[];
  yes: { decision: Decision; label: string };
  no: { decision: Decision; label: string };
  onDecide: (decision: Decision, reason: string) => Promise<void>;
}

/** What waits for somebody to look into it: what is known, why it waits, the finding in words, yes or no. */
export function HeldPanel<Decision extends string>({
  id,
  title,
  lines,
  yes,
  no,
  onDecide,
}: PanelProps<Decision>) {
  const [reason, setReason] = useState('');
  const decide = useAction((decision: Decision) => onDecide(decision, reason.trim()));
  const ready = reason.trim().length >= 2 && !decide.busy;
  return (
    <View className={styles['panel']}>
      <Text className={styles['strong']}>{title}</Text>
      {lines.map((line) => (
        <Text key={line} className={styles['soft']}>
          {line}
        </Text>
      ))}
      <Input
        id={`reason-${id}`}
        className={styles['words'] ?? ''}
        value={reason}
        maxlength={60}
        placeholder="核实的依据，至少两个字，记入日志"
        ariaLabel="核实的依据"
        onInput={(event) => setReason(event.detail.value)}
      />
      {decide.error && <InlineNote text={decide.error.message} />}
      <ActionButton
        id={`${yes.decision}-${id}`}
        disabled={!ready}
        onPress={() => void decide.run(yes.decision)}
      >
        {yes.label}
      </ActionButton>
      <ActionButton
        id={`${no.decision}-${id}`}
        look="quiet"
        disabled={!ready}
        onPress={() => void decide.run(no.decision)}
      >
        {no.label}
      </ActionButton>
    </View>
  );
}
