import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { PaymentApi } from '@contracts/payment/payment';
import { fen, yuanText, type Fen } from '@contracts/primitives/fen';
import { fenTyped } from '@contracts/primitives/typed';
import {
  refundCauses,
  refundCauseWords,
  type RefundCause,
} from '@contracts/primitives/words/refund-cause-words';
import { ActionButton } from '@/components/action-button';
import { FormBody, FormPanel } from '@/components/form/form';
import { checkForm, good, neededText, wrong, type Checked } from '@/components/form/problems';
import { ChipsField } from '@/components/form/picked-fields';
import { Submit } from '@/components/form/submit';
import { MoneyField, TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { typedIn } from '@/components/form/tied';
import { priceText } from '@/components/order/order-text';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { scrollTo } from '@/platform/scroll-to';
import { paymentService } from '@/services';
import { refundQuestion } from './refund-question';

type Bill = ReturnType<PaymentApi['readBill']>['order'];
interface Refund {
  amountFen: Fen;
  cause: RefundCause;
  reason: string;
}

interface Draft {
  amount: string;
  cause: RefundCause;
  reason: string;
}

export const causes = refundCauses.map((id) => ({ id, name: refundCauseWords[id] }));

const checkRefund =
  ({ refundableFen }: Bill) =>
  ({ amount, cause, reason }: Draft): Checked<Refund> => {
    const amountFen = fenTyped(amount, 1);
    const reads = {
      'refund-amount':
        amountFen === null || amountFen > refundableFen
          ? wrong('退款金额', `请填 0.01 到 ${yuanText(refundableFen)} 元`)
          : good(fen(amountFen)),
      'refund-reason': neededText(reason, '退款原因', '请写原因，顾客也会看到'),
    };
    return checkForm(reads, (read) => ({
      amountFen: read['refund-amount'].value,
      cause,
      reason: read['refund-reason'].value,
    }));
  };

interface RefundFormProps {
  bill: Bill;
  onRefunded: () => void;
}

/** Giving money back: folded away until it is asked for, and confirmed with what it does. */
export function RefundForm({ bill, onRefunded }: RefundFormProps) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <ActionButton id="refund" look="quiet" onPress={() => setOpen(true)}>
        {`退款（最多 ${priceText(bill.refundableFen)}）`}
      </ActionButton>
    );
  return <OpenForm bill={bill} onRefunded={onRefunded} onClose={() => setOpen(false)} />;
}

function OpenForm({ bill, onRefunded, onClose }: RefundFormProps & { onClose: () => void }) {
  const first: Draft = { amount: yuanText(bill.refundableFen), cause: 'other', reason: '' };
  const form = useForm({
    first,
    check: checkRefund(bill),
  });
  const { draft, change } = form;
  useEffect(() => scrollTo('#field-refund-amount'), []);
  const { ask, sheet } = useConfirmSheet();
  const request = useRequestId();
  const refund = useAction(async ({ amountFen, cause, reason }: Refund) => {
    if (!(await ask(refundQuestion(bill, amountFen, reason)))) return;
    const input = { orderId: bill.orderId, amountFen, cause, reason };
    await paymentService.refund(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    onClose();
    onRefunded();
  });
  return (
    <View>
      <FormBody form={form}>
        <FormPanel>
          <MoneyField id="refund-amount" label="退款金额" {...typedIn(draft, change, 'amount')} />
          <ChipsField
            id="refund-cause"
            label="为什么退"
            options={causes}
            chosen={[draft.cause]}
            onToggle={(cause) => change({ cause })}
          />
          <TextField
            id="refund-reason"
            label="退款原因"
            placeholder="例如：商品缺货"
            hint="顾客也会看到"
            maxlength={60}
            {...typedIn(draft, change, 'reason')}
          />
        </FormPanel>
        <Submit
          id="confirm-refund"
          text={`退款 ${form.checked.ok ? priceText(form.checked.value.amountFen) : ''}`}
          busyText="正在退款…"
          form={form}
          busy={refund.busy}
          error={refund.error}
          onSave={(given) => void refund.run(given)}
        />
        <ActionButton id="keep" look="quiet" onPress={onClose}>
          先不退
        </ActionButton>
      </FormBody>
      {sheet}
    </View>
  );
}
