import { DatePicker, Input, Select, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { ReactElement } from 'react';
import { NumberInput } from '../number-input';
import type { Cell, Field, Option } from './fields';

/** What a form item hands its input. */
interface Held<Value> {
  id?: string;
  value?: Value;
  onChange?: (value: Value) => void;
  disabled?: boolean;
}

type Money = Held<number | null> & { min: number | undefined; placeholder: string | undefined };
function MoneyInput({ value, onChange, min = 0, ...rest }: Money) {
  return (
    <NumberInput
      {...rest}
      style={{ width: '100%' }}
      prefix="¥"
      precision={2}
      min={min / 100}
      max={999_999.99}
      value={value === null || value === undefined ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(yuan * 100))}
    />
  );
}

function DayInput({ value, onChange, ...rest }: Held<string | null>) {
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day?.format('YYYY-MM-DD') ?? null)}
    />
  );
}

function ClockInput({ value, onChange, ...rest }: Held<string | null>) {
  return (
    <TimePicker
      {...rest}
      style={{ width: '100%' }}
      format="HH:mm"
      needConfirm={false}
      value={value ? dayjs(`2000-01-01 ${value}`) : null}
      onChange={(time) => onChange?.(time?.format('HH:mm') ?? null)}
    />
  );
}

const searched = (options: readonly Option[]) =>
  options.length > 6 ? { showSearch: { optionFilterProp: 'label' } } : {};

/** The input of a field: a form item around it hands it what it holds. */
export function inputOf(field: Exclude<Cell | Field<never>, { kind: 'rows' }>): ReactElement {
  const disabled = field.isFixed === true;
  switch (field.kind) {
    case 'text':
      return <Input disabled={disabled} maxLength={field.most} showCount placeholder={field.empty} />;
    case 'lines':
      return (
        <Input.TextArea disabled={disabled} maxLength={field.most} autoSize={{ minRows: 2, maxRows: 8 }} />
      );
    case 'number':
      return (
        <NumberInput
          disabled={disabled}
          style={{ width: '100%' }}
          min={field.min}
          max={field.max}
          precision={field.places ?? 0}
          suffix={field.unit}
          placeholder={field.empty}
        />
      );
    case 'money':
      return <MoneyInput disabled={disabled} min={field.min} placeholder={field.empty} />;
    case 'flag':
      return <Switch disabled={disabled} />;
    case 'choice':
      return (
        <Select
          disabled={disabled}
          allowClear={field.isRequired !== true}
          placeholder={field.empty}
          options={[...field.options]}
          {...searched(field.options)}
        />
      );
    case 'choices':
      return (
        <Select
          disabled={disabled}
          mode={field.free === true ? 'tags' : 'multiple'}
          optionFilterProp="label"
          placeholder={field.empty}
          options={[...field.options]}
        />
      );
    case 'day':
      return <DayInput disabled={disabled} />;
    case 'clock':
      return <ClockInput disabled={disabled} />;
  }
}
