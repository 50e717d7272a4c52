import { App as AntApp, Alert, Button, Form, Input, Modal, Typography } from 'antd';
import type { RequestId } from '@contracts/primitives/ids';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { errorKind, errorText } from '../app/error-text';
import { guardLeaving } from '../app/location';
import { newRequestId } from '../service/request-id';
import { useTexts } from '../texts/use-texts';

interface Props<Values extends object> {
  title: string;
  /** Whom it is about, and what will be different. */
  who: ReactNode;
  what?: ReactNode;
  initial: Values;
  /** The same content carries the same request id, however often it is tried. */
  submit: (values: Values, requestId: RequestId) => Promise<unknown>;
  /** After it was done, and when somebody else was faster: what is shown is asked anew. */
  onDone: () => void;
  reload?: () => void;
  onClose: () => void;
  saveText?: string;
  isDanger?: boolean;
  width?: number;
  children?: ReactNode;
}

/** One id per content: what is changed after a lost answer is another action. */
function useRequestIdOf(): (content: unknown) => RequestId {
  const last = useRef<{ content: string; id: RequestId } | null>(null);
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, id: newRequestId() };
    return last.current.id;
  };
}

/** What is typed, whether it was sent and how that went; leaving with something unsaved is asked about. */
function useAction<Values extends object>({ initial, submit, onDone, onClose }: Props<Values>) {
  const { form: texts } = useTexts();
  const { message, modal } = AntApp.useApp();
  const [isDirty, setDirty] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const requestIdOf = useRequestIdOf();
  useEffect(() => (isDirty ? guardLeaving(() => confirm(texts.leave)) : undefined), [isDirty, texts]);

  const close = (): void => {
    if (isDirty) void modal.confirm({ title: texts.leave, onOk: onClose });
    else onClose();
  };
  const finish = async (shown: Values): Promise<void> => {
    // A field that is not shown says nothing: it stays as it was.
    const values = { ...initial, ...shown };
    setBusy(true);
    setError(null);
    try {
      await submit(values, requestIdOf(values));
      setDirty(false);
      void message.success(texts.done);
      onDone();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return {
    error,
    isBusy,
    close,
    touch: () => setDirty(true),
    finish: (values: Values) => void finish(values),
  };
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography.Text type="secondary">{name}：</Typography.Text>
      {children}
    </div>
  );
}

/** Why it was not done; after a conflict, the way to what stands there now. */
function Refused({ error, reload }: { error: unknown; reload: (() => void) | undefined }) {
  const { form: texts } = useTexts();
  const mayReload = errorKind(error) === 'conflict' && reload !== undefined;
  return (
    <Alert
      type={errorKind(error) === 'conflict' ? 'warning' : 'error'}
      showIcon
      style={{ marginBottom: 16 }}
      title={errorText(error)}
      description={mayReload ? texts.conflict : undefined}
      action={mayReload && <Button onClick={reload}>{texts.reload}</Button>}
    />
  );
}

/** The one form of the console: says what changes and for whom, tells a conflict, and is not lost by a slip. */
export function ActionForm<Values extends object>(props: Props<Values>) {
  const { form: texts } = useTexts();
  const [form] = Form.useForm<Values>();
  const action = useAction(props);
  return (
    <Modal
      open
      title={props.title}
      onCancel={action.close}
      onOk={form.submit}
      okText={props.saveText ?? texts.save}
      okButtonProps={{ danger: props.isDanger === true }}
      cancelText={texts.cancel}
      confirmLoading={action.isBusy}
      mask={{ closable: false }}
      width={props.width ?? 520}
    >
      <div className="form-about">
        <Line name={texts.who}>{props.who}</Line>
        {props.what !== undefined && <Line name={texts.what}>{props.what}</Line>}
      </div>
      {action.error !== null && <Refused error={action.error} reload={props.reload} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={props.initial}
        onValuesChange={action.touch}
        onFinish={action.finish}
      >
        {props.children}
      </Form>
    </Modal>
  );
}

/** Why it is done, for the audit log; two to ninety characters, as the contracts have it. */
export function ReasonField() {
  const { form: texts } = useTexts();
  return (
    <Form.Item
      name="reason"
      label={texts.reason}
      extra={texts.reasonHint}
      rules={[{ required: true, whitespace: true, min: 2, max: 90, message: texts.reasonHint }]}
    >
      <Input.TextArea rows={2} maxLength={90} showCount />
    </Form.Item>
  );
}
