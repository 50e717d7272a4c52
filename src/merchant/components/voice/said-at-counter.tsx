import { FormBody, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { Submit } from '@/components/form/submit';
import { SectionTitle } from '@/components/section-title';
import type { VoiceApi } from '@contracts/voice/voice';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { voiceService } from '@/services';
import { checkSaid, NOTHING_SAID } from './check-said';
import { SaidFields } from './said-fields';

type Wish = Parameters<VoiceApi['writeNoteAtCounter']>[0];
type Said = Pick<Wish, 'kind' | 'text' | 'inDays'>;
/** Who stands there: by the code they showed, or the number of their card. */
export type Shown =
  | Omit<Extract<Wish, { code: unknown }>, keyof Said>
  | Omit<Extract<Wish, { cardNumber: unknown }>, keyof Said>;

interface SaidAtCounterProps {
  shown: Shown;
  onWritten: () => void;
}

/** What somebody at the counter says; the office reads it and closes it. */
export function SaidAtCounter({ shown, onWritten }: SaidAtCounterProps) {
  const form = useForm({ first: NOTHING_SAID, check: checkSaid });
  const request = useRequestId();
  const write = useAction(async (said: Said) => {
    const wish: Wish = { ...shown, ...said };
    await voiceService.writeNoteAtCounter(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved(NOTHING_SAID);
    onWritten();
  });
  return (
    <FormBody form={form}>
      <SectionTitle text="会员说了什么" />
      <FormPanel>
        <SaidFields draft={form.draft} change={form.change} />
      </FormPanel>
      <Submit
        id="write-note"
        text="记下，交给运营"
        form={form}
        busy={write.busy}
        error={write.error}
        onSave={(said) => void write.run(said)}
      />
    </FormBody>
  );
}
