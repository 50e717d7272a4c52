import { Text } from '@tarojs/components';
import type { TuankaError } from '@contracts/errors';
import { errorCatalogue } from '@contracts/errors';
import { scrollTo } from '@/platform/scroll-to';
import { ActionButton, type ActionLook } from '../action-button';
import { InlineNote } from '../inline-note';
import styles from './form.module.scss';
import { missingText, type Checked, type Problem } from './problems';

export interface SubmitProps<Value> {
  id: string;
  text: string;
  form: { checked: Checked<Value>; problems: readonly Problem[]; reveal: () => void };
  busy: boolean;
  error?: TuankaError | null;
  onSave: (value: Value) => void;
  /** What stands on the button while it is saved. */
  busyText?: string;
  look?: ActionLook;
}

/** A form's action: never grey for what is missing. Then a tap says what, and shows where. */
export function Submit<Value>(props: SubmitProps<Value>) {
  const { id, text, form, busy, error = null, onSave, busyText = '正在保存…', look = 'primary' } = props;
  const missing = missingText(form.problems);
  const save = () => {
    if (form.checked.ok) {
      onSave(form.checked.value);
      return;
    }
    form.reveal();
    const [first] = form.problems;
    if (first) scrollTo(`#field-${first.field}`);
  };
  return (
    <>
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      {missing !== null && <Text className={styles['missing']}>{missing}</Text>}
      <ActionButton id={id} look={look} disabled={busy} onPress={save}>
        {busy ? busyText : text}
      </ActionButton>
    </>
  );
}
