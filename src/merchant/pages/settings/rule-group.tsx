import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { contentOf, draftOf, ruleGroups, type RuleGroupName, type SettingField } from './setting-draft';
import type { SaveGroup } from './use-saving';

interface FieldProps {
  id: string;
  field: SettingField;
  value: string;
  onType: (value: string) => void;
}

function Field({ id, field: { label, as, unit, choices = [] }, value, onType }: FieldProps) {
  const typed = { id, label, value, onType };
  if (as === 'whole') return <NumberField {...typed} {...(unit !== undefined && { unit })} />;
  if (as === 'yuan') return <MoneyField {...typed} />;
  if (as === 'text') return <TextField {...typed} />;
  return <SelectField id={id} label={label} options={choices} chosen={value} onPick={onType} />;
}

interface RuleGroupProps {
  name: RuleGroupName;
  content: Readonly<Record<string, unknown>>;
  saving: SaveGroup;
}

/** One group of rules: its fields, and a button for it alone. */
export function RuleGroup({ name, content, saving }: RuleGroupProps) {
  const { title, fields } = ruleGroups[name];
  const [draft, setDraft] = useState(() => draftOf(fields, content));
  return (
    <View>
      <SectionTitle text={title} />
      <FormPanel>
        {fields.map((field) => (
          <Field
            key={field.key}
            id={`${name}-${field.key}`}
            field={field}
            value={draft[field.key] ?? ''}
            onType={(value) => setDraft((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        {saving.problemsOf(name, fields).map((text) => (
          <InlineNote key={text} text={text} />
        ))}
        {saving.saved === name && <Text>已保存，一分钟内生效</Text>}
        <ActionButton
          id={`save-${name}`}
          disabled={saving.busy}
          onPress={() => void saving.save({ name, content: contentOf(fields, draft) })}
        >
          保存
        </ActionButton>
      </FormPanel>
    </View>
  );
}
