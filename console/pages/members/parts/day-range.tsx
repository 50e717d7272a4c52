import { chinaDateOf, endOfChinaDay, instant, startOfChinaDate } from '@contracts/primitives/time';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

/** Whole China days, kept as the half-open stretch of instants they are: `from..until`. */
export function DayRange(props: {
  value?: string | null;
  onChange?: (next: string | null) => void;
  label: string;
}) {
  const [from = '', until = ''] = (props.value ?? '..').split('..');
  const day = (text: string, before: number): Dayjs | null =>
    text === '' ? null : dayjs(chinaDateOf(instant(Number(text) - before)));
  const change = (days: [Dayjs | null, Dayjs | null] | null): void => {
    const [first, last] = (days ?? [null, null]).map((one) =>
      one === null ? null : startOfChinaDate(one.format('YYYY-MM-DD')),
    );
    const end = last === null || last === undefined ? '' : String(endOfChinaDay(last));
    const begin = first === null || first === undefined ? '' : String(first);
    props.onChange?.(begin === '' && end === '' ? null : `${begin}..${end}`);
  };
  return (
    <DatePicker.RangePicker
      allowEmpty={[true, true]}
      aria-label={props.label}
      value={[day(from, 0), day(until, 1)]}
      onChange={change}
    />
  );
}
