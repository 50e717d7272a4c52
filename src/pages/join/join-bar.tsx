import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton, actionClass } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import type { PhoneAnswer } from '@/platform/phone/phone-answer';
import { PhoneButton } from '@/platform/phone/phone-button';
import { openPrivacyContract } from '@/platform/consent/privacy';
import { openCharter } from '@/platform/opening/navigation';
import styles from './join-bar.module.scss';
import type { Join } from './use-join';

const phoneNotes: Record<Exclude<PhoneAnswer['kind'], 'given'>, string> = {
  declined: '没关系，不授权手机号也能入会，点下面的「暂不授权手机号」就行。',
  unavailable: '现在取不到手机号，可以先不授权入会，以后在「我的」里补上。',
};

function JoinProblem({ join }: { join: Join }) {
  if (!join.error) return null;
  return (
    <InlineNote icon={join.error.code === 'offline' ? 'cloud-off' : 'note'} text={join.error.message}>
      {join.error.retryable && (
        <ActionButton id="retry-join" look="secondary" disabled={join.busy} onPress={join.retry}>
          再试一次
        </ActionButton>
      )}
    </InlineNote>
  );
}

const Paper = ({ id, name, onOpen }: { id: string; name: string; onOpen: () => void }) => (
  <View id={id} className={styles['paper']} hoverClass="pressed" ariaRole="link" onClick={onOpen}>
    <Text className={styles['link']}>《{name}》</Text>
  </View>
);

/** Joining: in one tap with the phone number, or without it. Both buttons rest while an answer is awaited. */
export function JoinBar({ join, charter }: { join: Join; charter: boolean }) {
  const [phoneNote, setPhoneNote] = useState<string | null>(null);
  const onAnswer = (answer: PhoneAnswer) => {
    if (answer.kind === 'given') {
      setPhoneNote(null);
      join.start(answer.code);
    } else {
      setPhoneNote(phoneNotes[answer.kind]);
    }
  };

  return (
    <ActionBar>
      <JoinProblem join={join} />
      {phoneNote !== null && !join.busy && !join.error && <InlineNote tone="calm" text={phoneNote} />}
      <PhoneButton
        id="join"
        className={actionClass('primary', join.busy)}
        disabled={join.busy}
        onAnswer={onAnswer}
      >
        {join.busy ? '正在入会…' : '一键入会'}
      </PhoneButton>
      <ActionButton
        id="join-without-phone"
        look="quiet"
        disabled={join.busy}
        onPress={() => {
          setPhoneNote(null);
          join.start(null);
        }}
      >
        暂不授权手机号
      </ActionButton>
      <View className={styles['privacy']}>
        <Text>入会即同意</Text>
        {charter && <Paper id="charter" name="会员章程" onOpen={() => void openCharter()} />}
        <Paper id="privacy" name="用户隐私保护指引" onOpen={() => void openPrivacyContract()} />
      </View>
    </ActionBar>
  );
}
