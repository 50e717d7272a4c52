import { isConditionKind, kindChoices, kindOf } from '@contracts/primitives/audience/condition-kinds';
import { newRow, type RowDraft } from '@contracts/primitives/audience/condition-rows';
import { withChosen, type PickLists, type PickOption } from '@contracts/primitives/audience/pick-lists';
import { Button, Checkbox, Flex, Input, Select } from 'antd';
import { usePageTexts } from '../../../texts/use-texts';
import { ruleTexts } from './texts';

export interface Lists {
  picks: PickLists;
  /** Other segments. */
  segments: readonly PickOption[];
}

interface RowProps {
  row: RowDraft;
  /** Counted from one. */
  at: number;
  lists: Lists;
  onChange: (row: RowDraft) => void;
  /** Null: the last one stays. */
  onRemove: (() => void) | null;
}

const optionsOf = (list: readonly PickOption[]) => list.map(({ id, name }) => ({ value: id, label: name }));

function PickField({ row, lists, onChange }: Pick<RowProps, 'row' | 'lists' | 'onChange'>) {
  const texts = usePageTexts(ruleTexts);
  const { picks } = kindOf(row.kind);
  if (!picks) return null;
  const options = optionsOf(withChosen(lists.picks[picks.of], row.picked));
  const shared = {
    options,
    showSearch: { optionFilterProp: 'label' },
    'aria-label': texts.picks[picks.of],
    placeholder: texts.picks[picks.of],
  };
  return picks.many ? (
    <Select
      {...shared}
      mode="multiple"
      style={{ width: 260 }}
      value={[...row.picked]}
      onChange={(picked: string[]) => onChange({ ...row, picked })}
    />
  ) : (
    <Select
      {...shared}
      style={{ width: 180 }}
      value={row.picked[0] ?? null}
      onChange={(one: string) => onChange({ ...row, picked: [one] })}
    />
  );
}

function NumberFields({ row, onChange }: Pick<RowProps, 'row' | 'onChange'>) {
  const texts = usePageTexts(ruleTexts);
  const { range, window, days } = kindOf(row.kind);
  return (
    <>
      {(window === true || days === true) && (
        <Input
          style={{ width: window ? 260 : 120 }}
          aria-label={window ? texts.window : texts.days}
          placeholder={window ? texts.window : texts.days}
          value={row.days}
          onChange={({ target }) => onChange({ ...row, days: target.value })}
        />
      )}
      {range &&
        (['min', 'max'] as const).map((end) => {
          const label = end === 'min' ? texts.from : texts.until;
          return (
            <Input
              key={end}
              style={{ width: 130 }}
              aria-label={label}
              placeholder={label}
              suffix={range.unit}
              value={row[end]}
              onChange={({ target }) => onChange({ ...row, [end]: target.value })}
            />
          );
        })}
    </>
  );
}

/** One condition on a line, with what it asks for. */
export function RowFields({ row, at, lists, onChange, onRemove }: RowProps) {
  const texts = usePageTexts(ruleTexts);
  return (
    <Flex gap="small" wrap align="center" role="group" aria-label={texts.kind(at)}>
      <Select
        style={{ width: 230 }}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={texts.kind(at)}
        value={row.kind}
        options={kindChoices.map(({ id }) => ({ value: id, label: texts.kindName(id) }))}
        onChange={(kind: string) => {
          if (isConditionKind(kind)) onChange({ ...newRow(kind), not: row.not });
        }}
      />
      <PickField row={row} lists={lists} onChange={onChange} />
      <NumberFields row={row} onChange={onChange} />
      {row.kind === 'tag' && (
        <Input
          style={{ width: 220 }}
          aria-label={texts.tags}
          placeholder={texts.tags}
          maxLength={200}
          value={row.text}
          onChange={({ target }) => onChange({ ...row, text: target.value })}
        />
      )}
      {row.kind === 'segment' && (
        <Select
          style={{ width: 200 }}
          aria-label={texts.segment}
          placeholder={texts.segment}
          showSearch={{ optionFilterProp: 'label' }}
          value={row.text === '' ? null : row.text}
          options={optionsOf(lists.segments)}
          onChange={(text: string) => onChange({ ...row, text })}
        />
      )}
      <Checkbox checked={row.not} onChange={({ target }) => onChange({ ...row, not: target.checked })}>
        {texts.not}
      </Checkbox>
      {onRemove && (
        <Button type="text" size="small" aria-label={texts.remove(at)} onClick={onRemove}>
          ×
        </Button>
      )}
    </Flex>
  );
}
