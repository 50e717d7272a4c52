import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { SelectField } from '@/components/form/picked-fields';
import styles from './index.module.scss';

const reasons = ['扫错了券', '顾客换一张券', '顾客不买了', '金额输错了'].map((name) => ({ id: name, name }));

/** Taking a redemption back needs a reason; it stands in the audit log. */
export function UndoForm({ busy, onUndo }: { busy: boolean; onUndo: (reason: string) => void }) {
  const [reason, setReason] = useState(reasons[0]?.id ?? '');
  return (
    <View className={styles['undo']}>
      <SelectField id="undo-reason" label="撤销原因" options={reasons} chosen={reason} onPick={setReason} />
      <ActionButton id="undo" look="secondary" disabled={busy} onPress={() => onUndo(reason)}>
        撤销这次核销
      </ActionButton>
    </View>
  );
}
