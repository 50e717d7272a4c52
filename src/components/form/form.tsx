import { Text, View } from '@tarojs/components';
import { createContext, useContext, type PropsWithChildren, type ReactNode } from 'react';
import { InlineNote } from '../inline-note';
import { ActionButton } from '../action-button';
import { classNames } from '../class-names';
import styles from './form.module.scss';
import { Problem } from './problem';
import type { Form } from './draft/use-form';

interface Fields {
  problemAt: (field: string) => string | null;
  touch: (field: string) => void;
}

const FieldsContext = createContext<Fields>({ problemAt: () => null, touch: () => undefined });
export const useFields = (): Fields => useContext(FieldsContext);

const named = (id: string, name: string | undefined): string => (name === undefined ? id : `${id}-${name}`);

type FormOf = Pick<Form<object, unknown>, 'problemAt' | 'touch' | 'takeKept' | 'dropKept'> & {
  kept: object | null;
};

/** Around a form's fields: each finds what is wrong with it by its id. `name`: one of several forms of a page. */
export const FormBody = ({ form, name, children }: PropsWithChildren<{ form: FormOf; name?: string }>) => (
  <FieldsContext.Provider value={form}>
    {form.kept !== null && (
      <InlineNote tone="calm" text="上次没保存的内容还在">
        <ActionButton id={named('take-draft', name)} look="secondary" onPress={form.takeKept}>
          接着填
        </ActionButton>
        <ActionButton id={named('drop-draft', name)} look="quiet" onPress={form.dropKept}>
          不要了
        </ActionButton>
      </InlineNote>
    )}
    {children}
  </FieldsContext.Provider>
);

/** A white panel of fields, one below the other. */
export const FormPanel = ({ children }: PropsWithChildren) => (
  <View className={styles['panel']}>{children}</View>
);

export const FormHint = ({ text }: { text: string }) => <Text className={styles['hint']}>{text}</Text>;

interface FieldProps {
  id: string;
  label: string;
  /** What the label alone does not say. */
  hint?: string | undefined;
  /** The control stands below its label, over the whole width. */
  wide?: boolean;
  children: ReactNode;
}

/** A label, its control, and below them what is wrong. */
export function Field({ id, label, hint, wide = false, children }: FieldProps) {
  const problem = useFields().problemAt(id);
  return (
    <View id={`field-${id}`} className={styles['field']}>
      <View className={classNames(styles['row'], wide && styles['wide'])}>
        <Text className={styles['label']}>{label}</Text>
        {children}
      </View>
      {hint !== undefined && <Text className={styles['hint']}>{hint}</Text>}
      {problem !== null && <Problem text={problem} />}
    </View>
  );
}
