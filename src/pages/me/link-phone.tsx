import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { actionClass } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import type { PhoneAnswer } from '@/platform/phone/phone-answer';
import { PhoneButton } from '@/platform/phone/phone-button';
import { memberService } from '@/services';
import styles from './link-phone.module.scss';

/** 补充手机号: for those who skipped it when joining. */
export function LinkPhone({ onLinked }: { onLinked: () => void }) {
  const [note, setNote] = useState<string | null>(null);
  const { busy, error, run } = useAction(async (phoneCode: string) => {
    await memberService.linkPhone({ phoneCode });
    onLinked();
  });
  const onAnswer = (answer: PhoneAnswer) => {
    setNote(answer.kind === 'unavailable' ? '现在取不到手机号，请过会儿再试。' : null);
    if (answer.kind === 'given') void run(answer.code);
  };
  const problem = error?.message ?? note;
  return (
    <View className={styles['link']}>
      <Text className={styles['why']}>还没有手机号。补上后，换了微信也能找回会员卡。</Text>
      {problem !== null && <InlineNote text={problem} />}
      <PhoneButton
        id="link-phone"
        className={actionClass('secondary', busy)}
        disabled={busy}
        onAnswer={onAnswer}
      >
        {busy ? '正在保存…' : '补充手机号'}
      </PhoneButton>
    </View>
  );
}
