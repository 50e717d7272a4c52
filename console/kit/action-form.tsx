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

/** The one form of the console: says what changes and for whom, tells a conflict, and is not lost by a slip. */
export function ActionForm<Values extends object>(props: Props<Values>) {
  const { title, who, what, initial, submit, onDone, onClose, children } = props;
  const { form: texts } = useTexts();
  const { message, modal } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [isDirty, setDirty] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const requestIdOf = useRequestIdOf();
  useEffect(() => (isDirty ? guardLeaving(() => confirm(texts.leave)) : undefined), [isDirty, texts]);

  const close = (): void => {
    if (isDirty) void modal.confirm({ title: texts.leave, onOk: onClose });
    else onClose();
  };
  const finish = async (values: Values): Promise<void> => {
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
  const isConflict = error !== null && errorKind(error) === 'conflict';
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={form.submit}
      okText={props.saveText ?? texts.save}
      okButtonProps={{ danger: props.isDanger === true }}
      cancelText={texts.cancel}
      confirmLoading={isBusy}
      mask={{ closable: false }}
    >
      <Typography.Paragraph>
        <Typography.Text type="secondary">{texts.who}：</Typography.Text>
        {who}
        {what !== undefined && (
          <>
            <br />
            <Typography.Text type="secondary">{texts.what}：</Typography.Text>
            {what}
          </>
        )}
      </Typography.Paragraph>
      {error !== null && (
        <Alert
          type={isConflict ? 'warning' : 'error'}
          showIcon
          style={{ marginBottom: 16 }}
          title={errorText(error)}
          description={isConflict && props.reload ? texts.conflict : undefined}
          action={isConflict && props.reload && <Button onClick={props.reload}>{texts.reload}</Button>}
        />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={() => setDirty(true)}
        onFinish={(values) => void finish(values)}
      >
        {children}
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
