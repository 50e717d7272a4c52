import { Input, Picker, Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { classNames } from '@/components/class-names';
import { Tappable } from '@/components/tappable';
import styles from './form-field.module.scss';

/** A white panel of fields, one below the other. */
export const FormPanel = ({ children }: PropsWithChildren) => (
  <View className={styles['panel']}>{children}</View>
);

export const FormHint = ({ text }: { text: string }) => <Text className={styles['hint']}>{text}</Text>;

interface FormFieldProps {
  id: string;
  label: string;
  value: string;
  onType: (value: string) => void;
  type?: 'number' | 'digit' | 'text';
  unit?: string;
  placeholder?: string;
  maxlength?: number;
}

/** A name at the left, what is typed at the right. */
export const FormField = ({
  id,
  label,
  value,
  onType,
  type = 'text',
  unit,
  placeholder = '',
  maxlength = 40,
}: FormFieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['input'] ?? ''}
      type={type}
      value={value}
      placeholder={placeholder}
      maxlength={maxlength}
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
    {unit !== undefined && <Text className={styles['unit']}>{unit}</Text>}
  </View>
);

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  empty: string;
  onPick: (value: string) => void;
}

export const DateField = ({ label, value, empty, onPick }: DateFieldProps) => (
  <Picker mode="date" value={value} onChange={(event) => onPick(event.detail.value)}>
    <View className={styles['field']}>
      <Text className={styles['label']}>{label}</Text>
      <Text>{value === '' ? empty : value} ▾</Text>
    </View>
  </Picker>
);

interface ChoiceFieldProps<Name extends string> {
  name: string;
  choices: readonly { id: Name; text: string }[];
  chosen: readonly Name[];
  onToggle: (id: Name) => void;
}

/** Tiles of which one or several are chosen. */
export const ChoiceField = <Name extends string>({
  name,
  choices,
  chosen,
  onToggle,
}: ChoiceFieldProps<Name>) => (
  <View className={styles['choices']}>
    {choices.map(({ id, text }) => (
      <Tappable
        key={id}
        id={`${name}-${id}`}
        className={classNames(styles['choice'], chosen.includes(id) && styles['chosen'])}
        ariaLabel={chosen.includes(id) ? `${text}，已选中` : text}
        onPress={() => onToggle(id)}
      >
        <Text>{text}</Text>
      </Tappable>
    ))}
  </View>
);
