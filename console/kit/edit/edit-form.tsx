import { Alert, App as AntApp, Button, Drawer, Flex, Form, Typography } from 'antd';
import type { RequestId } from '@contracts/primitives/ids';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts';
import { About, Refused } from './about';
import type { Section } from './fields';
import { FormFields } from './form-fields';
import { listChanges, type Change } from './list-changes';
import { useAct } from './use-act';
import { useKeptDraft } from './use-kept-draft';

interface Props<Values extends object> {
  title: string;
  /** Whom it is about, and what will be different. */
  who: ReactNode;
  what: ReactNode;
  sections: readonly Section<Values>[];
  initial: Values;
  /** There is nothing yet: everything that is written is new. */
  isNew: boolean;
  /** Names the form: what is typed is kept under it until it is saved. */
  keepAs: string;
  submit: (values: Values, requestId: RequestId) => Promise<unknown>;
  onDone: () => void;
  /** After a conflict: what stands there now. */
  reload: () => void;
  onClose: () => void;
  saveText?: string;
  /** What is worth saying about what is typed, before it is saved. */
  notes?: (values: Values) => ReactNode;
  history?: ReactNode;
}

function DraftNote({ isRebased, forget }: { isRebased: boolean; forget: () => void }) {
  const { form: texts } = useTexts();
  return (
    <Alert
      type={isRebased ? 'warning' : 'info'}
      showIcon
      style={{ marginBottom: 16 }}
      title={texts.draft}
      description={isRebased ? texts.draftRebased : undefined}
      action={<Button onClick={forget}>{texts.forgetDraft}</Button>}
    />
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { form: texts } = useTexts();
  return (
    <section className="form-changes" aria-label={texts.changes} aria-live="polite">
      <h3>{texts.changes}</h3>
      {changes.length === 0 && <Typography.Text type="secondary">{texts.noChange}</Typography.Text>}
      <ul>
        {changes.map(({ name, label, before, after }) => (
          <li key={name}>
            <span>{label}</span>
            <span>
              <del>{before}</del> → <ins>{after}</ins>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FootProps {
  count: number;
  isBusy: boolean;
  isOff: boolean;
  saveText: string;
  save: () => void;
  close: () => void;
}

function Foot({ count, isBusy, isOff, saveText, save, close }: FootProps) {
  const { form: texts } = useTexts();
  return (
    <Flex gap="small" align="center" justify="end">
      <Typography.Text type="secondary" style={{ marginInlineEnd: 'auto' }}>
        {texts.changed(count)}
      </Typography.Text>
      <Button onClick={close}>{texts.cancel}</Button>
      <Button type="primary" loading={isBusy} disabled={isOff} onClick={save}>
        {saveText}
      </Button>
    </Flex>
  );
}

/** The one large form of the console, as its description says it: what changes for whom, a draft, a conflict, the history. */
export function EditForm<Values extends object>(props: Props<Values>) {
  const draft = useKeptDraft(props.keepAs, props.initial);
  const [opened, setOpened] = useState(0);
  const forget = (): void => {
    draft.forget();
    setOpened(opened + 1);
  };
  return <Body key={opened} {...props} draft={draft} forget={forget} />;
}

interface BodyProps<Values extends object> extends Props<Values> {
  draft: ReturnType<typeof useKeptDraft<Values>>;
  forget: () => void;
}

function Body<Values extends object>(props: BodyProps<Values>) {
  const { draft, initial, sections, isNew, onDone } = props;
  const texts = useTexts();
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [first] = useState(draft.first);
  const [values, setValues] = useState(first);
  const changes = useMemo(
    () => listChanges(sections, initial, values, texts),
    [sections, initial, values, texts],
  );
  const saved = (): void => {
    draft.forget();
    onDone();
  };
  const act = useAct({ ...props, initial: first, onDone: saved, isKept: true });
  const close = (): void => {
    if (changes.length > 0) void message.info(texts.form.keptForLater);
    props.onClose();
  };
  const change = (_changed: unknown, typed: Values): void => {
    const next = { ...values, ...typed };
    setValues(next);
    draft.keep(next);
  };
  const foot = (
    <Foot
      count={changes.length}
      isBusy={act.isBusy}
      isOff={changes.length === 0 && !isNew}
      saveText={props.saveText ?? texts.form.save}
      save={form.submit}
      close={close}
    />
  );
  return (
    <Drawer open title={props.title} onClose={close} mask={{ closable: false }} size={820} footer={foot}>
      <About who={props.who} what={props.what} />
      {draft.isShown && <DraftNote isRebased={draft.isRebased} forget={props.forget} />}
      {act.error !== null && <Refused error={act.error} reload={props.reload} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={first}
        onValuesChange={change}
        onFinish={act.finish}
        scrollToFirstError
      >
        <FormFields form={form} sections={sections} values={values} />
      </Form>
      {props.notes?.(values)}
      {!isNew && <Changes changes={changes} />}
      {props.history}
    </Drawer>
  );
}
