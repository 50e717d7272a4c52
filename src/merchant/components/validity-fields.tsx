import type { CouponValidity } from '@contracts/coupon/coupon';
import { ChipsField, DateField } from '@/components/form/picked-fields';
import { NumberField } from '@/components/form/text-fields';
import { pickedIn } from '@/components/form/tied';
import type { TimeUnit, ValidityDraft } from './validity-draft';

const kinds: readonly { id: CouponValidity['kind']; name: string }[] = [
  { id: 'relative', name: '领取后一段时间' },
  { id: 'window', name: '固定日期' },
  { id: 'end_of_day', name: '当天有效' },
  { id: 'end_of_month', name: '当月有效' },
];
const units: readonly TimeUnit[] = ['minute', 'hour', 'day'];
const unitNames: Readonly<Record<TimeUnit, string>> = { minute: '分钟', hour: '小时', day: '天' };

interface DurationProps {
  id: string;
  label: string;
  count: string;
  unit: TimeUnit;
  placeholder: string;
  onCount: (count: string) => void;
  onUnit: (unit: TimeUnit) => void;
}

/** Ids carry the form's own name: a page may show several of them. */
const Duration = ({ id, label, count, unit, placeholder, onCount, onUnit }: DurationProps) => (
  <>
    <NumberField
      id={id}
      label={label}
      unit={unitNames[unit]}
      maxlength={4}
      value={count}
      placeholder={placeholder}
      onType={onCount}
    />
    <ChipsField
      id={`${id}-unit`}
      label="单位"
      options={units.map((one) => ({ id: one, name: unitNames[one] }))}
      chosen={[unit]}
      onToggle={onUnit}
    />
  </>
);

interface ValidityFieldsProps {
  id: string;
  draft: ValidityDraft;
  onChange: (draft: ValidityDraft) => void;
}

export function ValidityFields({ id, draft, onChange }: ValidityFieldsProps) {
  const change = (some: Partial<ValidityDraft>) => onChange({ ...draft, ...some });
  return (
    <>
      <ChipsField
        id={`${id}-kind`}
        label="有效期怎么算"
        options={kinds}
        chosen={[draft.kind]}
        onToggle={(kind) => change({ kind })}
      />
      {draft.kind === 'relative' && (
        <>
          <Duration
            id={`${id}-count`}
            label="有效时长"
            count={draft.count}
            unit={draft.unit}
            placeholder="3"
            onCount={(count) => change({ count })}
            onUnit={(unit) => change({ unit })}
          />
          <Duration
            id={`${id}-delay`}
            label="领取多久后才能用"
            count={draft.delay}
            unit={draft.delayUnit}
            placeholder="马上能用"
            onCount={(delay) => change({ delay })}
            onUnit={(delayUnit) => change({ delayUnit })}
          />
        </>
      )}
      {draft.kind === 'window' && (
        <>
          <DateField id={`${id}-from`} label="第一天" {...pickedIn(draft, change, 'fromDate')} />
          <DateField
            id={`${id}-last`}
            label="最后一天（含）"
            start={draft.fromDate === '' ? undefined : draft.fromDate}
            {...pickedIn(draft, change, 'lastDate')}
          />
        </>
      )}
    </>
  );
}
