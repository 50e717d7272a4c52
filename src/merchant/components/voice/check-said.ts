import { checkForm, neededText, neededWhole, type Checked } from '@/components/form/problems';
import type { NoteKind } from '@contracts/voice/voice-values';

export interface SaidDraft {
  kind: NoteKind;
  text: string;
  /** In how many days something is to come of it, as typed. */
  inDays: string;
}
export const NOTHING_SAID: SaidDraft = { kind: 'complaint', text: '', inDays: '2' };

/** Of praise nothing is due. */
export const checkSaid = ({
  kind,
  text,
  inDays,
}: SaidDraft): Checked<{ kind: NoteKind; text: string; inDays: number }> =>
  checkForm(
    {
      text: neededText(text, '说了什么', '请写会员说了什么'),
      inDays: neededWhole(kind === 'praise' ? '0' : inDays, '几天内解决', [0, 60]),
    },
    (read) => ({ kind, text: read.text.value, inDays: read.inDays.value }),
  );
