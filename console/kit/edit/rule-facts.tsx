import { Descriptions } from 'antd';
import { useTexts } from '../../texts/use-texts';
import type { Section } from './fields';
import { saidOf } from './list-changes';

/** What a rule says, in the words and the order of the form that writes it. */
export function RuleFacts<Values extends object>({
  sections,
  values,
}: {
  sections: readonly Section<Values>[];
  values: Values;
}) {
  const words = useTexts();
  return sections.map(({ title, fields }) => (
    <Descriptions
      key={title}
      size="small"
      column={2}
      bordered
      title={title === '' ? undefined : title}
      items={fields
        .filter(({ when }) => when?.(values) ?? true)
        .map((field) => ({
          key: field.name,
          label: field.label,
          span: field.kind === 'rows' ? ('filled' as const) : 1,
          children: saidOf(field, values[field.name], words),
        }))}
    />
  ));
}
