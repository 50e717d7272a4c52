import { Picker, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import styles from './index.module.scss';

const reasons = ['扫错了券', '顾客换一张券', '顾客不买了', '金额输错了'];

/** Taking a redemption back needs a reason; it stands in the audit log. */
export function UndoForm({ busy, onUndo }: { busy: boolean; onUndo: (reason: string) => void }) {
  const [chosen, setChosen] = useState(0);
  const reason = reasons[chosen] ?? '扫错了券';
  return (
    <View className={styles['undo']}>
      <Picker
        mode="selector"
        range={reasons}
        value={chosen}
        onChange={(event) => setChosen(Number(event.detail.value))}
      >
        <View className={styles['field']}>
          <Text className={styles['label']}>撤销原因</Text>
          <Text>{reason} ▾</Text>
        </View>
      </Picker>
      <ActionButton id="undo" look="secondary" disabled={busy} onPress={() => onUndo(reason)}>
        撤销这次核销
      </ActionButton>
    </View>
  );
}
