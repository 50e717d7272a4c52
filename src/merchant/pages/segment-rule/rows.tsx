import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { SelectField, SwitchField } from '@/components/form/picked-fields';
import { DecimalField, NumberField, TextField } from '@/components/form/text-fields';
import { kindChoices, kindOf } from '@contracts/primitives/audience/condition-kinds';
import { newRow, type RowDraft } from '@contracts/primitives/audience/condition-rows';
import { PickField } from './pick-field';
import type { PickLists } from '@contracts/primitives/audience/pick-lists';

interface RowProps {
  row: RowDraft;
  at: number;
  segments: readonly { id: string; name: string }[];
  lists: PickLists;
  onChange: (row: RowDraft) => void;
  /** Null: the last one stays. */
  onRemove: (() => void) | null;
}

function RangeFields({ row, at, onChange }: Pick<RowProps, 'row' | 'at' | 'onChange'>) {
  const { range } = kindOf(row.kind);
  if (range === null) return null;
  const EndField = range.in === 'yuan' ? DecimalField : NumberField;
  return (
    <>
      <EndField
        id={`min-${at}`}
        label="至少"
        unit={range.unit}
        placeholder="不限"
        value={row.min}
        onType={(min) => onChange({ ...row, min })}
      />
      <EndField
        id={`max-${at}`}
        label="最多"
        unit={range.unit}
        placeholder="不限"
        value={row.max}
        onType={(max) => onChange({ ...row, max })}
      />
    </>
  );
}

const DaysField = ({ row, at, onChange }: Pick<RowProps, 'row' | 'at' | 'onChange'>) => {
  const { window, days } = kindOf(row.kind);
  return window || days ? (
    <NumberField
      id={`days-${at}`}
      label={window ? '最近多少天' : '几天内'}
      unit="天"
      placeholder={window ? '不填就是从入会到现在' : '如 7'}
      maxlength={3}
      value={row.days}
      onType={(typed) => onChange({ ...row, days: typed })}
    />
  ) : null;
};

/** One condition, with what it asks for. */
export const Row = ({ row, at, segments, lists, onChange, onRemove }: RowProps) => (
  <FormPanel>
    <SelectField
      id={`kind-${at}`}
      label={`条件 ${at + 1}`}
      options={kindChoices}
      chosen={row.kind}
      onPick={(kind) => onChange({ ...newRow(kind), not: row.not })}
    />
    <PickField row={row} at={at} lists={lists} onChange={onChange} />
    <DaysField row={row} at={at} onChange={onChange} />
    <RangeFields row={row} at={at} onChange={onChange} />
    {row.kind === 'tag' && (
      <TextField
        id={`text-${at}`}
        label="标签"
        placeholder="几个标签用空格隔开"
        maxlength={200}
        value={row.text}
        onType={(text) => onChange({ ...row, text })}
      />
    )}
    {row.kind === 'segment' && (
      <SelectField
        id={`text-${at}`}
        label="人群"
        options={segments}
        chosen={row.text}
        onPick={(text) => onChange({ ...row, text })}
      />
    )}
    <SwitchField
      id={`not-${at}`}
      label="反过来：不符合的才算"
      on={row.not}
      onTurn={(not) => onChange({ ...row, not })}
    />
    {onRemove && (
      <ActionButton id={`remove-${at}`} compact look="secondary" onPress={onRemove}>
        {`去掉条件 ${at + 1}`}
      </ActionButton>
    )}
  </FormPanel>
);
