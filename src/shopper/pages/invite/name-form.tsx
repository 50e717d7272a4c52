import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { referralService } from '@/services';
import styles from './index.module.scss';

/** What friends read on the card, the poster and the landing page; one's own choice. */
export function NameForm({ name, onSaved }: { name: string; onSaved: () => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = useAction(async (shownName: string) => {
    await referralService.saveName({ shownName: shownName === '' ? null : shownName });
    setTyped(null);
    onSaved();
  });
  return (
    <View className={styles['panel']}>
      <Text className={styles['soft']}>好友看到的名字（不会显示你的手机号）</Text>
      <View className={styles['name-row']}>
        <Input
          id="shown-name"
          className={styles['name'] ?? ''}
          value={typed ?? name}
          maxlength={8}
          ariaLabel="好友看到的名字"
          onInput={(event) => setTyped(event.detail.value)}
        />
        {typed !== null && typed.trim() !== name && (
          <ActionButton
            id="save-name"
            look="secondary"
            disabled={save.busy}
            onPress={() => void save.run(typed.trim())}
          >
            {save.busy ? '正在保存…' : '保存'}
          </ActionButton>
        )}
      </View>
      {save.error && (
        <InlineNote
          text={save.error.code === 'invalid_input' ? '请用 1 到 8 个汉字、字母或数字' : save.error.message}
        />
      )}
    </View>
  );
}
