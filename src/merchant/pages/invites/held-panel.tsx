import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { checkReason } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';

interface Way<Decision extends string> {
  decision: Decision;
  label: string;
}

interface PanelProps<Decision extends string> {
  id: string;
  title: string;
  lines: readonly string[];
  yes: Way<Decision>;
  no: Way<Decision>;
  onDecide: (decision: Decision, reason: string) => Promise<void>;
}

const checkFinding = (id: string) => checkReason(id, '核实的依据', '请写核实的依据，至少两个字');

/** What waits for somebody to look into it: what is known, why it waits, the finding in words, yes or no. */
export function HeldPanel<Decision extends string>(props: PanelProps<Decision>) {
  const { id, title, lines, yes, no, onDecide } = props;
  const reasonId = `reason-${id}`;
  const form = useForm({ first: { reason: '' }, check: checkFinding(reasonId) });
  const { ask, sheet } = useConfirmSheet();
  const decide = useAction(async ({ way, reason }: { way: Way<Decision>; reason: string }) => {
    const sure = await ask({
      title: `${way.label}？`,
      lines: [title, `依据：${reason}`, '决定了不能再改，会记入操作日志。'],
      yes: way.label,
    });
    if (!sure) return;
    await onDecide(way.decision, reason);
    form.saved();
  });
  const refuse = () =>
    form.checked.ok ? void decide.run({ way: no, reason: form.checked.value }) : form.reveal();
  return (
    <Card>
      <CardHead title={title} />
      {lines.map((line) => (
        <CardLine key={line} text={line} />
      ))}
      <FormBody form={form}>
        <TextField
          id={reasonId}
          label="核实的依据"
          placeholder="记入日志"
          maxlength={60}
          {...typedIn(form.draft, form.change, 'reason')}
        />
        {decide.error && <InlineNote text={decide.error.message} />}
        <Submit
          id={`${yes.decision}-${id}`}
          text={yes.label}
          form={form}
          busy={decide.busy}
          onSave={(reason) => void decide.run({ way: yes, reason })}
        />
        <ActionButton id={`${no.decision}-${id}`} look="quiet" disabled={decide.busy} onPress={refuse}>
          {no.label}
        </ActionButton>
      </FormBody>
      {sheet}
    </Card>
  );
}
