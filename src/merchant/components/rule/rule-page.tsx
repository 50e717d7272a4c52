import { useState, type ReactNode } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { FormHint, FormPanel } from '@/components/form/form';
import type { Checked } from '@/components/form/problems';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { StaffOnly } from '../staff-only';
import { readPacks, RuleForm } from './rule-form';
import type { Publishing } from './use-publish-rule';

/** What the fields of a game are drawn from. */
export interface GameFields<Form> {
  form: Form;
  packs: readonly PackView[];
  onChange: (some: Partial<Form>) => void;
}

/** A game whose rule is published in versions. */
export interface Game<Rule extends { version: number }, Form extends { isOn: boolean }, Draft> {
  /** Under which what was typed is kept. */
  name: string;
  /** Beside the switch. */
  label: string;
  hint: string;
  read: () => Promise<{ rule: Rule | null }>;
  publish: Publishing<Draft>['publish'];
  /** What a shop begins with. */
  firstForm: () => Form;
  formOf: (rule: Rule) => Form;
  check: (form: Form) => Checked<Draft>;
  /** What happens when a version is published that is open, and one that is closed. */
  onOpen: readonly string[];
  onClose: readonly string[];
  /** What it may cost; null: it cannot be said. */
  forecast: (checked: Checked<Draft>) => string | null;
  /** @param forecast stands where it belongs */
  fields: (fields: GameFields<Form>, forecast: ReactNode) => ReactNode;
}

interface EditorProps<Rule extends { version: number }, Form extends { isOn: boolean }, Draft> {
  game: Game<Rule, Form, Draft>;
  rule: Rule | null;
  packs: readonly PackView[];
}

function Editor<
  Rule extends { version: number },
  Form extends { isOn: boolean },
  Draft extends { isOn: boolean },
>({ game, rule: found, packs }: EditorProps<Rule, Form, Draft>) {
  // What it is written on: who publishes meanwhile is not overruled.
  const [rule] = useState(found);
  const version = rule?.version ?? 0;
  const [first] = useState(() => (rule ? game.formOf(rule) : game.firstForm()));
  const form = useForm({ first, check: game.check, keepAs: `${game.name}:${version}` });
  const forecast = game.forecast(form.checked);
  const hint = forecast !== null && (
    <FormPanel>
      <FormHint text={forecast} />
    </FormPanel>
  );
  return (
    <RuleForm
      form={form}
      version={version}
      label={game.label}
      hint={game.hint}
      questionOf={(next, { isOn }) => ({
        title: `发布第 ${next} 版？`,
        lines: [...(isOn ? game.onOpen : game.onClose)],
        yes: `发布第 ${next} 版`,
      })}
      publish={game.publish}
    >
      {game.fields({ form: form.draft, packs, onChange: form.change }, hint)}
    </RuleForm>
  );
}

/** The rule of a game: what is in force, as the next version. */
export function RulePage<
  Rule extends { version: number },
  Form extends { isOn: boolean },
  Draft extends { isOn: boolean },
>({ game }: { game: Game<Rule, Form, Draft> }) {
  const { state, reload } = useCall(async () => {
    const [{ rule }, packs] = await Promise.all([game.read(), readPacks()]);
    return { rule, packs };
  });
  // Coming back from the packs there may be a new one; what was typed stays.
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={6} Failure={StaffOnly} />
      {data && <Editor game={game} rule={data.rule} packs={data.packs} />}
    </PageShell>
  );
}
