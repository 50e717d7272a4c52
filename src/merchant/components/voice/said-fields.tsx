import { ChipsField } from '@/components/form/picked-fields';
import { LongTextField, NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { noteWords } from '@contracts/primitives/words/note-words';
import type { SaidDraft } from './check-said';

const noteKinds = (['complaint', 'praise', 'request'] as const).map((id) => ({ id, name: noteWords[id] }));

interface SaidFieldsProps {
  draft: SaidDraft;
  change: (some: Partial<SaidDraft>) => void;
}

/** What a member said, in what sense, and by when something is to come of it. */
export const SaidFields = ({ draft, change }: SaidFieldsProps) => (
  <>
    <ChipsField
      id="kind"
      label="是什么"
      options={noteKinds}
      chosen={[draft.kind]}
      onToggle={(chosen) => change({ kind: noteKinds.find(({ id }) => id === chosen)?.id ?? 'complaint' })}
    />
    <LongTextField
      id="text"
      label="说了什么"
      placeholder="会员的原话，或发生了什么"
      maxlength={300}
      {...typedIn(draft, change, 'text')}
    />
    {draft.kind !== 'praise' && (
      <NumberField
        id="inDays"
        label="几天内解决"
        unit="天"
        maxlength={2}
        {...typedIn(draft, change, 'inDays')}
      />
    )}
  </>
);
