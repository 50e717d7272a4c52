import type { PayMethod, PaymentApi } from '@contracts/payment/payment';
import type { OrderId } from '@contracts/primitives/ids';
import type { RefundCause } from '@contracts/primitives/words/refund-cause-words';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormPanel } from '@/components/form/form';
import { checkForm, neededText, type Checked } from '@/components/form/problems';
import { ChipsField } from '@/components/form/picked-fields';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { priceText } from '@/components/order/order-text';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { paymentService } from '@/services';
import { causes } from './refund-form';
import { linesQuestion } from './refund-question';

type Preview = ReturnType<PaymentApi['previewRefund']>;

interface ConfirmLinesProps {
  orderId: OrderId;
  method: PayMethod | null;
  units: Parameters<PaymentApi['previewRefund']>[0]['lines'];
  preview: Preview;
  onRefunded: () => void;
}

interface Draft {
  cause: RefundCause;
  reason: string;
}
const FIRST: Draft = { cause: 'other', reason: '' };

const checkRefund = ({ cause, reason }: Draft): Checked<Draft> =>
  checkForm({ 'line-refund-reason': neededText(reason, '退款原因', '请写原因，顾客也会看到') }, (read) => ({
    cause,
    reason: read['line-refund-reason'].value,
  }));

/** The reason, the question, and the lines go back for what was shown. */
export function ConfirmLines({ orderId, method, units, preview, onRefunded }: ConfirmLinesProps) {
  const form = useForm({ first: FIRST, check: checkRefund });
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const refund = useAction(async ({ cause, reason }: Draft) => {
    if (!(await ask(linesQuestion(method, preview, reason)))) return;
    const wish = { orderId, lines: units, expectedFen: preview.amountFen, cause, reason };
    await paymentService.refundLines(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved();
    onRefunded();
  });
  return (
    <FormBody form={form}>
      <FormPanel>
        <ChipsField
          id="line-refund-cause"
          label="为什么退"
          options={causes}
          chosen={[form.draft.cause]}
          onToggle={(cause) => form.change({ cause })}
        />
        <TextField
          id="line-refund-reason"
          label="退款原因"
          placeholder="例如：商品缺货"
          hint="顾客也会看到"
          maxlength={60}
          {...typedIn(form.draft, form.change, 'reason')}
        />
      </FormPanel>
      <Submit
        id="confirm-lines"
        text={preview.amountFen === 0 ? '退回，不涉及退款' : `退款 ${priceText(preview.amountFen)}`}
        busyText="正在退款…"
        form={form}
        busy={refund.busy}
        error={refund.error}
        onSave={(given) => void refund.run(given)}
      />
      {sheet}
    </FormBody>
  );
}
