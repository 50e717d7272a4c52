import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { FormBody, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { readyForm } from '@/components/form/problems';
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

/** One group of rules: its fields, and a button for it alone. What was typed and not saved is there again while the group is as it was. */
export function RuleGroup({ name, content, saving }: RuleGroupProps) {
  const { title, fields } = ruleGroups[name];
  const [first, setFirst] = useState(() => draftOf(fields, content));
  const form = useForm({
    first,
    check: (draft) => readyForm(contentOf(fields, draft)),
    keepAs: `settings-${name}:${JSON.stringify(first)}`,
  });
  const { draft, change } = form;
  const save = () => {
    const wanted = contentOf(fields, draft);
    const onSaved = () => {
      form.saved();
      setFirst(draftOf(fields, wanted));
    };
    return saving.save({ name, content: wanted, onSaved });
  };
  return (
    <View>
      <SectionTitle text={title} />
      <FormBody form={form} name={name}>
        <FormPanel>
          {fields.map((field) => (
            <Field
              key={field.key}
              id={`${name}-${field.key}`}
              field={field}
              value={draft[field.key] ?? ''}
              onType={(value) => change({ [field.key]: value })}
            />
          ))}
          {saving.problemsOf(name, fields).map((text) => (
            <InlineNote key={text} text={text} />
          ))}
          {saving.saved === name && <Text>已保存，一分钟内生效</Text>}
          <ActionButton id={`save-${name}`} disabled={saving.busy} onPress={() => void save()}>
            保存
          </ActionButton>
        </FormPanel>
      </FormBody>
    </View>
  );
}
