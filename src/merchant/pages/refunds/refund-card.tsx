import { Text } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { checkForm, neededReason, type Checked } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import type { TroubledRefund } from '@contracts/payment/payment';
import { chinaTimeText } from '@contracts/primitives/time';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { openBill } from '@/platform/opening/navigation';
import { paymentService } from '@/services';

interface CardProps {
  refund: TroubledRefund;
  onDone: (text: string) => void;
}

/** One refund that is stuck: why, once more, or how it was dealt with outside WeChat Pay. */
export function RefundCard({ refund, onDone }: CardProps) {
  const { refundId, amountFen, canRetry } = refund;
  const form = useForm({ first: { note: '' }, check: checkNote(refundId) });
  const { ask, sheet } = useConfirmSheet();
  const retry = useAction(async () => {
    const { isAccepted } = await paymentService.retryRefund({ refundId });
    onDone(isAccepted ? '微信支付已受理，结果会自动更新' : '还是没有退成，原因见下');
  });
  const handle = useAction(async (note: string) => {
    if (!(await ask(handlingQuestion(refund)))) return;
    const { outcome } = await paymentService.handleRefund({ refundId, note });
    form.saved();
    onDone(outcome === 'returned' ? '微信支付刚刚已退成，不用再退' : '已记下，操作日志里可以查到');
  });
  const busy = retry.busy || handle.busy;
  return (
    <Card>
      <CardHead
        title={`${priceText(amountFen)} · ${refund.kind === 'surplus' ? '多收的钱' : refund.storeName}`}
      />
      <Text>{refund.trouble}</Text>
      <CardLine text={`${refund.reason} · ${chinaTimeText(refund.since)} 起待处理`} />
      <FormBody form={form}>
        <TextField
          id={`note-${refundId}`}
          label="怎么处理的"
          placeholder="例如：已用现金退给顾客"
          maxlength={100}
          {...typedIn(form.draft, form.change, 'note')}
        />
        {retry.error && <InlineNote text={retry.error.message} />}
        {canRetry && (
          <ActionButton id={`retry-${refundId}`} disabled={busy} onPress={() => void retry.run(undefined)}>
            再试一次
          </ActionButton>
        )}
        <Submit
          id={`handle-${refundId}`}
          text={canRetry ? '已在微信支付之外处理' : '已核对'}
          look="secondary"
          form={form}
          busy={busy}
          error={handle.error}
          onSave={(note) => void handle.run(note)}
        />
      </FormBody>
      <ActionButton id={`bill-${refundId}`} look="quiet" onPress={() => void openBill(refund.orderId)}>
        看这笔订单
      </ActionButton>
      {sheet}
    </Card>
  );
}

/** The field's id carries the refund: a page shows several of these forms. */
const checkNote =
  (refundId: string) =>
  ({ note }: { note: string }): Checked<string> =>
    checkForm({ [`note-${refundId}`]: neededReason(note, '怎么处理的', '请写怎么处理的，至少两个字') }, () =>
      note.trim(),
    );

const handlingQuestion = ({ canRetry, amountFen }: TroubledRefund): Question =>
  canRetry
    ? {
        title: '已经用别的办法退给顾客了？',
        figure: priceText(amountFen),
        lines: ['记下后微信支付不再退这一笔，顾客会收到消息。', '没有真的退给顾客，请不要点。'],
        yes: '已退给顾客，记下',
      }
    : {
        title: '核对完了？',
        figure: priceText(amountFen),
        lines: ['记为已核对，从这里移走；操作日志里还能查到。'],
        yes: '已核对',
      };
