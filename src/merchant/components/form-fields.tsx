import { Input, Picker, Switch, Text, Textarea, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { classNames } from '@/components/class-names';
import { Tappable } from '@/components/tappable';
import styles from './form-fields.module.scss';

/** The fields of the operator's forms: a label on the left, what was typed on the right. */
export const FormPanel = ({ children }: PropsWithChildren) => (
  <View className={styles['panel']}>{children}</View>
);

interface TextFieldProps {
  id: string;
  label: string;
  value: string;
  placeholder?: string;
  type?: 'text' | 'number' | 'digit';
  unit?: string;
  onType: (value: string) => void;
}

export const TextField = ({
  id,
  label,
  value,
  placeholder = '',
  type = 'text',
  unit,
  onType,
}: TextFieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['input'] ?? ''}
      type={type}
      placeholder={placeholder}
      value={value}
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
    {unit !== undefined && <Text>{unit}</Text>}
  </View>
);

interface WordsFieldProps {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  onType: (value: string) => void;
}

export const WordsField = ({ id, label, value, placeholder, onType }: WordsFieldProps) => (
  <>
    <Text className={styles['label']}>{label}</Text>
    <Textarea
      id={id}
      className={styles['words'] ?? ''}
      placeholder={placeholder}
      maxlength={600}
      value={value}
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
  </>
);

interface SwitchFieldProps {
  id: string;
  label: string;
  on: boolean;
  onTurn: (on: boolean) => void;
}

export const SwitchField = ({ id, label, on, onTurn }: SwitchFieldProps) => (
  <View className={styles['field']}>
    <Text>{label}</Text>
    <Switch
      id={id}
      checked={on}
      color="#0f766e"
      ariaLabel={label}
      onChange={(event) => onTurn(event.detail.value)}
    />
  </View>
);

interface DateFieldProps {
  id: string;
  label: string;
  value: string;
  onPick: (date: string) => void;
}

export const DateField = ({ id, label, value, onPick }: DateFieldProps) => (
  <Picker id={id} mode="date" value={value} onChange={(event) => onPick(event.detail.value)}>
    <View className={styles['field']}>
      <Text className={styles['label']}>{label}</Text>
      <Text>{value === '' ? '选择日期' : value} ▾</Text>
    </View>
  </Picker>
);

interface ChoiceProps<Id extends string> {
  label?: string;
  all: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onToggle: (id: Id) => void;
}

/** One or several of a few. */
export function Choice<Id extends string>({ label, all, chosen, onToggle }: ChoiceProps<Id>) {
  return (
    <>
      {label !== undefined && <Text className={styles['label']}>{label}</Text>}
      <View className={styles['chips']}>
        {all.map(({ id, name }) => (
          <Tappable
            key={id}
            id={`choose-${id}`}
            className={classNames(styles['chip'], chosen.includes(id) && styles['chosen'])}
            ariaLabel={chosen.includes(id) ? `${name}，已选中` : name}
            onPress={() => onToggle(id)}
          >
            <Text>{name}</Text>
          </Tappable>
        ))}
      </View>
    </>
  );
}

/** With it when it was not chosen, without it when it was. */
export const toggled = <Id,>(chosen: readonly Id[], id: Id): Id[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
