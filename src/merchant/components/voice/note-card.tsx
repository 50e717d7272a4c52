import { useState, type ReactNode } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { checkForm, neededText } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { LongTextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { addMs, chinaDateOf, chinaTimeText, type Instant } from '@contracts/primitives/time';
import { noteWords } from '@contracts/primitives/words/note-words';
import type { ServiceNote } from '@contracts/voice/voice-values';
import { useAction } from '@/hooks/use-action';
import { voiceService } from '@/services';

const checkOutcome = ({ outcome }: { outcome: string }) =>
  checkForm({ outcome: neededText(outcome, '处理结果', '请写处理结果') }, (read) => read.outcome.value);

/** What came of it. */
function CloseForm({ noteId, onClosed }: { noteId: string; onClosed: () => void }) {
  const form = useForm({ first: { outcome: '' }, check: checkOutcome });
  const close = useAction(async (text: string) => {
    await voiceService.closeNote({ noteId, text });
    form.saved();
    onClosed();
  });
  return (
    <FormBody form={form}>
      <LongTextField
        id="outcome"
        label="处理结果"
        placeholder="如 已道歉，补送了一份"
        maxlength={300}
        {...typedIn(form.draft, form.change, 'outcome')}
      />
      <Submit
        id="close-note"
        text="处理完了"
        form={form}
        busy={close.busy}
        error={close.error}
        onSave={(text) => void close.run(text)}
      />
    </FormBody>
  );
}

function standing({ kind, state, dueAt }: ServiceNote, now: Instant) {
  if (kind === 'praise') return { state: '已记下', tone: 'off' } as const;
  if (state === 'closed') return { state: '已处理', tone: 'off' } as const;
  if (dueAt <= now) return { state: '已过期', tone: 'bad' } as const;
  return { state: `${chinaDateOf(addMs(dueAt, -1))} 前`, tone: 'on' } as const;
}

interface NoteCardProps {
  note: ServiceNote;
  now: Instant;
  /** Whose it is, where that is not said already. */
  name?: string;
  onClosed: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** What a member said, what is due, what came of it. */
export function NoteCard({ note, now, name, onClosed, children }: NoteCardProps) {
  const [isOpen, setOpen] = useState(false);
  const { noteId, kind, text, storeName, byName, at, closed } = note;
  const who = [byName, storeName, chinaTimeText(at)].filter((part) => part !== null).join(' · ');
  return (
    <Card id={noteId}>
      <CardHead
        title={name === undefined ? noteWords[kind] : `${name}：${noteWords[kind]}`}
        {...standing(note, now)}
      />
      <CardLine text={text} />
      <CardLine text={who} />
      {closed && <CardLine text={`${closed.byName} · ${chinaTimeText(closed.at)} · ${closed.text}`} />}
      {(children !== undefined || note.state === 'open') && (
        <CardActions>
          {children}
          {note.state === 'open' && (
            <ActionButton id={`close-${noteId}`} compact look="secondary" onPress={() => setOpen(!isOpen)}>
              {isOpen ? '收起' : '写处理结果'}
            </ActionButton>
          )}
        </CardActions>
      )}
      {isOpen && note.state === 'open' && <CloseForm noteId={noteId} onClosed={onClosed} />}
    </Card>
  );
}
