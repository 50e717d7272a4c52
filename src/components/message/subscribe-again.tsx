import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '../action-button';
import { Icon } from '../icon';
import { useAction } from '@/hooks/use-action';
import { useReminderPrompt } from '@/hooks/use-reminder-prompt';
import type { PromptOutcome } from '@/platform/consent/reminder-prompt';
import styles from './subscribe-again.module.scss';

const resultText = (outcome: PromptOutcome): string => {
  switch (outcome.kind) {
    case 'answered':
      return outcome.accepted > 0 ? '好的，下次到期前会在微信里提醒你' : '好的，这次就不在微信里提醒了';
    case 'switched_off':
      return '微信里的订阅消息总开关关着，请在小程序右上角「设置」里打开';
    case 'unavailable':
      return '现在打不开订阅，请稍后再试';
  }
};

/** WeChat allows one reminder per accepted prompt: the shopper may add one whenever they like. */
export function SubscribeAgain({ onRecorded }: { onRecorded?: () => void }) {
  const { ask } = useReminderPrompt('inbox');
  const [result, setResult] = useState<string | null>(null);
  const { busy, error, run } = useAction(async () => {
    const { outcome, recorded } = await ask();
    await recorded;
    setResult(resultText(outcome));
    onRecorded?.();
  });
  const note = error?.message ?? result;
  return (
    <View className={styles['panel']}>
      <View className={styles['text']}>
        <Icon name="bell" />
        <Text className={styles['words']}>
          {note ?? '微信每同意一次，只能提醒一次。想收到下次提醒，就再订阅一次。'}
        </Text>
      </View>
      <ActionButton id="subscribe" look="secondary" disabled={busy} onPress={() => void run(undefined)}>
        再订阅一次提醒
      </ActionButton>
    </View>
  );
}
