import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, SelectField } from '@/components/form/picked-fields';
import { DecimalField, LongTextField, NumberField, TextField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import {
  privilegeKindNames,
  privilegeKinds,
  privilegeValues,
  type PrivilegeKind,
} from '@contracts/primitives/tier/privilege-kinds';
import { levelOptions, type PrivilegeForm } from './rule-draft';
import type { FieldsProps } from './tier-fields';

const MOST_PRIVILEGES = 30;
const kinds = privilegeKinds.map((id) => ({ id, name: privilegeKindNames[id] }));
const periods: { id: PrivilegeForm['period']; name: string }[] = [
  { id: 'month', name: '每月' },
  { id: 'year', name: '每年' },
];
const units: Readonly<Partial<Record<PrivilegeKind, string>>> = {
  member_price: '折',
  points_multiplier: '倍',
  birthday_points: '倍',
  fast_refund: '元内',
};

/** Its name stands with its uses for ever: never one that was another's. */
const newPrivilege = (): PrivilegeForm => ({
  id: newRequestId().slice(-12),
  kind: 'priority',
  name: '',
  terms: '',
  level: 1,
  value: '',
  times: '',
  period: 'month',
});

interface PrivilegeProps {
  one: PrivilegeForm;
  at: number;
  levels: { id: string; name: string }[];
  onChange: (change: Partial<PrivilegeForm>) => void;
  onRemove: () => void;
}

const Fields = ({ one, at, levels, onChange, onRemove }: PrivilegeProps) => (
  <FormPanel>
    <SelectField
      id={`right-kind-${at}`}
      label="是什么权益"
      options={kinds}
      chosen={one.kind}
      onPick={(kind) => onChange({ kind, ...(one.name === '' && { name: privilegeKindNames[kind] }) })}
    />
    <TextField
      id={`right-name-${at}`}
      label="名称"
      maxlength={12}
      value={one.name}
      onType={(name) => onChange({ name })}
    />
    {privilegeValues[one.kind] ? (
      <DecimalField
        id={`right-value-${at}`}
        label="数值"
        unit={units[one.kind] ?? ''}
        value={one.value}
        onType={(value) => onChange({ value })}
      />
    ) : (
      <QuotaFields one={one} at={at} onChange={onChange} />
    )}
    <SelectField
      id={`right-level-${at}`}
      label="哪一级起有"
      options={levels}
      chosen={String(one.level)}
      onPick={(id) => onChange({ level: levels.findIndex((level) => level.id === id) })}
    />
    <LongTextField
      id={`right-terms-${at}`}
      label="怎么用（会员看到）"
      maxlength={60}
      value={one.terms}
      onType={(terms) => onChange({ terms })}
    />
    <ActionButton id={`right-remove-${at}`} look="quiet" onPress={onRemove}>
      {`去掉${one.name.trim() === '' ? '这项权益' : `「${one.name.trim()}」`}`}
    </ActionButton>
  </FormPanel>
);

const QuotaFields = ({ one, at, onChange }: Pick<PrivilegeProps, 'one' | 'at' | 'onChange'>) => (
  <>
    <NumberField
      id={`right-times-${at}`}
      label="可用"
      unit="次"
      placeholder="不限"
      value={one.times}
      onType={(times) => onChange({ times })}
    />
    {one.times.trim() !== '' && (
      <ChipsField
        id={`right-period-${at}`}
        label="次数按"
        options={periods}
        chosen={[one.period]}
        onToggle={(period) => onChange({ period })}
      />
    )}
  </>
);

/** The rights: what the till applies has a value, what a clerk grants may have a quota. */
export function PrivilegeFields({ form: { privileges, tiers }, onChange }: FieldsProps) {
  const levels = levelOptions(tiers);
  const put = (at: number, next: PrivilegeForm | null) =>
    onChange({
      privileges: privileges.flatMap((one, position) => (position !== at ? [one] : next ? [next] : [])),
    });
  return (
    <>
      <SectionTitle text={`权益 · ${privileges.length} 项`} />
      <FormHint text="会员价、积分加倍、极速退款由收银自动用，同一种按最高一级的算；其他的由店员核销，可以限次数" />
      {privileges.map((one, at) => (
        <Fields
          key={one.id}
          one={one}
          at={at}
          levels={levels}
          onChange={(change) => put(at, { ...one, ...change })}
          onRemove={() => put(at, null)}
        />
      ))}
      {privileges.length < MOST_PRIVILEGES && (
        <ActionButton
          id="add-right"
          look="secondary"
          onPress={() => onChange({ privileges: [...privileges, newPrivilege()] })}
        >
          加一项权益
        </ActionButton>
      )}
    </>
  );
}
