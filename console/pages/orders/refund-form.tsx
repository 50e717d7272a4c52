import { TuankaError } from '@contracts/errors';
import type { StoreOrderView } from '@contracts/payment/payment';
import { fenTyped } from '@contracts/primitives/typed';
import { refundCauses, type RefundCause } from '@contracts/primitives/words/refund-cause-words';
import { App as AntApp, Form, Input, Select } from 'antd';
import { ActionForm } from '../../kit/action-form';
import { moneyText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { orderTexts } from './texts';

interface Props {
  order: StoreOrderView;
  onDone: () => void;
  onClose: () => void;
}

const amountOf = (typed: string, mostFen: number) => {
  const amount = fenTyped(typed, 1);
  return amount !== null && amount <= mostFen ? amount : null;
};

/** Money goes back as it was paid; above a clerk's limit it waits for a second person. */
export function RefundForm({ order, onDone, onClose }: Props) {
  const { act } = usePageTexts(orderTexts);
  const { form } = useTexts();
  const { message } = AntApp.useApp();
  const { orderId, storeName, amountFen, refundableFen } = order;
  return (
    <ActionForm<{ amount: string; cause: RefundCause; reason: string }>
      title={act.refund}
      who={`${storeName} · ${moneyText(amountFen)}`}
      what={act.what(moneyText(refundableFen))}
      initial={{ amount: '', cause: 'other', reason: '' }}
      submit={async ({ amount, cause, reason }, requestId) => {
        const refundFen = amountOf(amount, refundableFen);
        if (refundFen === null) throw new TuankaError('refund_too_much');
        const input = { orderId, amountFen: refundFen, cause, reason: reason.trim() };
        const { review } = await api.payment.refund(input, { requestId });
        if (review) void message.info(act.waits);
      }}
      saveText={act.refund}
      isDanger
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item
        name="amount"
        label={act.amount}
        rules={[
          {
            validator: (_rule, typed: string) =>
              amountOf(typed, refundableFen) === null
                ? Promise.reject(new Error(act.amountBad))
                : Promise.resolve(),
          },
        ]}
      >
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="cause" label={act.cause}>
        <Select options={refundCauses.map((value) => ({ value, label: act.causes[value] }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={act.reason}
        extra={act.reasonHint}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input.TextArea rows={2} maxLength={60} showCount />
      </Form.Item>
    </ActionForm>
  );
}
