import { useState } from 'react';
import { View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { ChipsField, toggled } from '@/components/form/picked-fields';
import { TextField } from '@/components/form/text-fields';

const MOST_LETTERS = 20;

interface CategoryFieldProps {
  id: string;
  label: string;
  /** Those that are known. */
  categories: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  hint?: string;
}

/** Categories to choose among, and a new one where it is missing: two spellings of one would never match. */
export function CategoryField({ id, label, categories, chosen, onChange, hint }: CategoryFieldProps) {
  const [typed, setTyped] = useState('');
  const all = [...new Set([...categories, ...chosen])];
  const add = () => {
    const name = typed.trim();
    setTyped('');
    if (name !== '' && !chosen.includes(name)) onChange([...chosen, name]);
  };
  return (
    <>
      {all.length > 0 && (
        <ChipsField
          id={id}
          label={label}
          options={all.map((name) => ({ id: name, name }))}
          chosen={chosen}
          onToggle={(name) => onChange(toggled(chosen, name))}
          {...(hint !== undefined && { hint })}
        />
      )}
      <TextField
        id={`${id}-new`}
        label={all.length === 0 ? label : '别的类别'}
        placeholder="例如：生鲜"
        maxlength={MOST_LETTERS}
        value={typed}
        onType={setTyped}
      />
      {typed.trim() !== '' && (
        <View>
          <ActionButton id={`${id}-add`} look="secondary" onPress={add}>
            {`加上「${typed.trim()}」`}
          </ActionButton>
        </View>
      )}
    </>
  );
}
