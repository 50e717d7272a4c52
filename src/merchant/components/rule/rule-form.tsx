import type { PropsWithChildren } from 'react';
import { ActionButton } from '@/components/action-button';
import type { Form } from '@/components/form/draft/use-form';
import { FormBody, FormPanel } from '@/components/form/form';
import { SwitchField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { openPacks } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { allPages } from '@/services/all-pages';
import { usePublishRule, type Publishing } from './use-publish-rule';

interface RuleFormProps<Draft, Value> extends Omit<Publishing<Value>, 'saved'> {
  form: Form<Draft, Value>;
  /** Beside the switch. */
  label: string;
  hint: string;
}

/** The form of a game's rule: whether it is offered, its own fields, the way to the packs, and publishing the next version. */
export function RuleForm<Draft extends { isOn: boolean }, Value>({
  form,
  label,
  hint,
  children,
  ...publishing
}: PropsWithChildren<RuleFormProps<Draft, Value>>) {
  const { publish, sheet } = usePublishRule({ ...publishing, saved: form.saved });
  const text = `发布第 ${publishing.version + 1} 版`;
  const turn: (isOn: boolean) => Partial<Draft> = (isOn) => ({ ...form.draft, isOn });
  return (
    <FormBody form={form}>
      <FormPanel>
        <SwitchField
          id="is-on"
          label={label}
          hint={hint}
          on={form.draft.isOn}
          onTurn={(isOn) => form.change(turn(isOn))}
        />
      </FormPanel>
      {children}
      <ActionButton id="packs" look="quiet" onPress={() => void openPacks()}>
        去看券包
      </ActionButton>
      <SaveBar
        id="publish"
        text={text}
        busyText="正在发布…"
        form={form}
        busy={publish.busy}
        error={publish.error}
        onSave={(ready) => void publish.run(ready)}
      />
      {sheet}
    </FormBody>
  );
}

/** Every pack there is, for forms that choose one. */
export async function readPacks(): Promise<PackView[]> {
  const pages = await allPages((cursor) => couponService.listPacks({ cursor }));
  return pages.flatMap(({ packs }) => packs);
}
