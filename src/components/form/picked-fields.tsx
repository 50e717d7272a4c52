import { Picker, Text, View } from '@tarojs/components';
import { classNames } from '../class-names';
import { Tappable } from '../tappable';
import { Toggle } from './toggle';
import { Field, useFields } from './form';
import styles from './form.module.scss';

interface PickedProps {
  id: string;
  label: string;
  value: string;
  onPick: (value: string) => void;
  /** What stands there while nothing is picked, such as 不限. */
  empty?: string;
  hint?: string | undefined;
  /** It may be emptied again. */
  clearable?: boolean;
}

const Picked = ({ label, value, empty }: { label: string; value: string; empty: string }) => (
  <View
    className={styles['picked']}
    ariaRole="button"
    ariaLabel={`${label}：${value === '' ? empty : value}`}
  >
    <Text className={classNames(value === '' && styles['empty'])}>{value === '' ? empty : value}</Text>
    <Text className={styles['empty']}>▾</Text>
  </View>
);

interface CalendarProps extends PickedProps {
  mode: 'date' | 'time';
  start?: string | undefined;
  end?: string | undefined;
  /** Where the wheel stands when nothing is picked yet. */
  opensAt?: string;
}

function CalendarField({ id, label, value, onPick, empty, hint, clearable, mode, ...wheel }: CalendarProps) {
  const { touch } = useFields();
  const { start, end, opensAt = '' } = wheel;
  const pick = (picked: string) => {
    onPick(picked);
    touch(id);
  };
  const limits = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  return (
    <Field id={id} label={label} hint={hint}>
      <View className={styles['line']}>
        {clearable && value !== '' && (
          <Tappable
            id={`clear-${id}`}
            className={styles['clear']}
            ariaLabel={`清除${label}`}
            onPress={() => pick('')}
          >
            <Text>清除</Text>
          </Tappable>
        )}
        <Picker
          id={id}
          mode={mode}
          value={value === '' ? opensAt : value}
          {...limits}
          onChange={(event) => pick(event.detail.value)}
        >
          <Picked label={label} value={value} empty={empty ?? (mode === 'date' ? '选择日期' : '选择时间')} />
        </Picker>
      </View>
    </Field>
  );
}

/** A day, `YYYY-MM-DD`, by WeChat's own calendar wheel. */
export const DateField = (props: PickedProps & Pick<CalendarProps, 'start' | 'end' | 'opensAt'>) => (
  <CalendarField {...props} mode="date" />
);

/** A time of day, `HH:MM`. */
export const TimeField = (props: PickedProps & Pick<CalendarProps, 'opensAt'>) => (
  <CalendarField {...props} mode="time" />
);

interface SelectProps<Id extends string> {
  id: string;
  label: string;
  options: readonly { id: Id; name: string }[];
  chosen: Id | null;
  onPick: (id: Id) => void;
  empty?: string;
  hint?: string;
}

/** One of many: a wheel, where chips would fill the page. */
export function SelectField<Id extends string>(props: SelectProps<Id>) {
  const { id, label, options, chosen, onPick, empty = '请选择', hint } = props;
  const { touch } = useFields();
  const position = options.findIndex((option) => option.id === chosen);
  return (
    <Field id={id} label={label} hint={hint}>
      <View className={styles['line']}>
        <Picker
          id={id}
          mode="selector"
          range={options.map(({ name }) => name)}
          value={Math.max(0, position)}
          onChange={(event) => {
            const picked = options[Number(event.detail.value)];
            if (picked) onPick(picked.id);
            touch(id);
          }}
        >
          <Picked label={label} value={options[position]?.name ?? ''} empty={empty} />
        </Picker>
      </View>
    </Field>
  );
}

interface SwitchProps {
  id: string;
  label: string;
  on: boolean;
  onTurn: (on: boolean) => void;
  hint?: string;
}

export const SwitchField = ({ id, label, on, onTurn, hint }: SwitchProps) => (
  <Field id={id} label={label} hint={hint}>
    <Toggle id={id} on={on} label={label} onTurn={onTurn} />
  </Field>
);

interface ChipsProps<Id extends string | number> {
  id: string;
  label: string;
  options: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onToggle: (id: Id) => void;
  hint?: string;
}

/** One or several of a few: the caller decides what a tap does to what was chosen. */
export function ChipsField<Id extends string | number>(props: ChipsProps<Id>) {
  const { id, label, options, chosen, onToggle, hint } = props;
  const { touch } = useFields();
  return (
    <Field id={id} label={label} hint={hint} wide>
      <View className={styles['chips']}>
        {options.map((option) => (
          <Tappable
            key={option.id}
            id={`${id}-${option.id}`}
            className={classNames(styles['chip'], chosen.includes(option.id) && styles['chosen'])}
            ariaLabel={chosen.includes(option.id) ? `${option.name}，已选中` : option.name}
            onPress={() => {
              onToggle(option.id);
              touch(id);
            }}
          >
            <Text>{option.name}</Text>
          </Tappable>
        ))}
      </View>
    </Field>
  );
}

/** With it when it was not chosen, without it when it was. */
export const toggled = <Id,>(chosen: readonly Id[], id: Id): Id[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
