import { Form, Input, Modal } from 'antd';
import type { RequestId } from '@contracts/primitives/ids';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts';
import { About, Refused } from './edit/about';
import { useAct } from './edit/use-act';

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

/** The one small form of the console (the large one: `edit/edit-form.tsx`): says what changes and for whom, tells a conflict, and is not lost by a slip. */
export function ActionForm<Values extends object>(props: Props<Values>) {
  const { form: texts } = useTexts();
  const [form] = Form.useForm<Values>();
  const action = useAct(props);
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
      <About who={props.who} what={props.what} />
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

/** Why it is done, for the audit log; two to ninety characters, as most contracts have it. */
export function ReasonField({ most = 90 }: { most?: number }) {
  const { form: texts } = useTexts();
  return (
    <Form.Item
      name="reason"
      label={texts.reason}
      extra={texts.reasonHint}
      rules={[{ required: true, whitespace: true, min: 2, max: most, message: texts.reasonHint }]}
    >
      <Input.TextArea rows={2} maxLength={most} showCount />
    </Form.Item>
  );
}
