import { newRow, type RowDraft } from '@contracts/primitives/audience/condition-rows';
import { MOST_ROWS } from '@contracts/primitives/audience/rule-rows';
import { Button, Flex } from 'antd';
import { usePageTexts } from '../../../texts/use-texts';
import { RowFields, type Lists } from './row-fields';
import { ruleTexts } from './texts';

interface Props {
  lists: Lists;
  /** Given by the form. */
  value?: readonly RowDraft[];
  onChange?: (rows: readonly RowDraft[]) => void;
}

/** The conditions of a rule, one below the other. */
export function RowsInput({ lists, value: rows = [], onChange = () => undefined }: Props) {
  const texts = usePageTexts(ruleTexts);
  return (
    <Flex vertical gap="small">
      {rows.map((row, place) => (
        <RowFields
          key={place}
          row={row}
          at={place + 1}
          lists={lists}
          onChange={(next) => onChange(rows.map((one, other) => (other === place ? next : one)))}
          onRemove={rows.length > 1 ? () => onChange(rows.filter((_, other) => other !== place)) : null}
        />
      ))}
      {rows.length < MOST_ROWS && (
        <div>
          <Button size="small" onClick={() => onChange([...rows, newRow('orders')])}>
            {texts.add}
          </Button>
        </div>
      )}
    </Flex>
  );
}
