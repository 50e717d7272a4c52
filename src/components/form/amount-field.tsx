import { Input, Text, View } from '@tarojs/components';
import styles from './amount-field.module.scss';

interface AmountFieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** An amount in yuan, typed on the number pad. */
export const AmountField = ({ id, label, value, onChange }: AmountFieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <View className={styles['line']}>
      <Text className={styles['sign']}>¥</Text>
      <Input
        id={id}
        className={styles['input'] ?? ''}
        type="digit"
        value={value}
        placeholder="0.00"
        ariaLabel={label}
        onInput={(event) => onChange(event.detail.value)}
      />
    </View>
  </View>
);
