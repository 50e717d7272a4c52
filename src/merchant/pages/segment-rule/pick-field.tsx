import { ChipsField, SelectField, toggled } from '@/components/form/picked-fields';
import { kindOf } from '@contracts/primitives/audience/condition-kinds';
import type { RowDraft } from '@contracts/primitives/audience/condition-rows';
import { withChosen, type PickLists } from '@contracts/primitives/audience/pick-lists';

interface PickFieldProps {
  row: RowDraft;
  at: number;
  lists: PickLists;
  onChange: (row: RowDraft) => void;
}

/** More would fill the page: they are added one by one of a wheel, and only the chosen ones are chips. */
const MOST_CHIPS = 12;

/** What a condition chooses from: one, or any of several. */
export function PickField({ row, at, lists, onChange }: PickFieldProps) {
  const { picks } = kindOf(row.kind);
  if (!picks) return null;
  const options = withChosen(lists[picks.of], row.picked);
  const id = `pick-${at}`;
  const { label, many } = picks;
  const pick = (picked: readonly string[]) => onChange({ ...row, picked });
  if (!many)
    return (
      <SelectField
        id={id}
        label={label}
        options={options}
        chosen={row.picked[0] ?? null}
        onPick={(one) => pick([one])}
      />
    );
  const chosen = options.filter((one) => row.picked.includes(one.id));
  const isFew = options.length <= MOST_CHIPS;
  return (
    <>
      {!isFew && (
        <SelectField
          id={`add-${at}`}
          label={`加上${label}`}
          options={options}
          chosen={null}
          onPick={(one) => pick([...new Set([...row.picked, one])])}
        />
      )}
      {(isFew || chosen.length > 0) && (
        <ChipsField
          id={id}
          label={isFew ? label : '已选，点一下去掉'}
          options={isFew ? options : chosen}
          chosen={row.picked}
          onToggle={(one) => pick(toggled(row.picked, one))}
        />
      )}
    </>
  );
}
