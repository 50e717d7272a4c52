import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { PaymentApi } from '@contracts/payment/payment';
import { fen, yuanText } from '@contracts/primitives/fen';
import { fenTyped } from '@contracts/primitives/typed';
import { ActionButton } from '@/components/action-button';
import { AmountField } from '@/components/form/amount-field';
import { Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { paymentService } from '@/services';
import styles from './refund-form.module.scss';

type Bill = ReturnType<PaymentApi['readBill']>['order'];

/** Giving money back: folded away until it is asked for, and confirmed with the amount in words. */
export function RefundForm({ bill, onRefunded }: { bill: Bill; onRefunded: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const request = useRequestId();
  const amountFen = fenTyped(amount, 1);
  const refund = useAction(async () => {
    if (amountFen === null || reason.trim() === '') return;
    const input = { orderId: bill.orderId, amountFen: fen(amountFen), reason: reason.trim() };
    await paymentService.refund(input, { requestId: request.idFor(input) });
    request.done();
    setOpen(false);
    onRefunded();
  });
  if (!isOpen) {
    const open = () => {
      setAmount(yuanText(bill.refundableFen));
      setOpen(true);
    };
    return (
      <ActionButton id="refund" look="quiet" onPress={open}>
        {`退款（最多 ${priceText(bill.refundableFen)}）`}
      </ActionButton>
    );
  }
  return (
    <View>
      <AmountField id="refund-amount" label="退款金额（元）" value={amount} onChange={setAmount} />
      <Facts>
        <Text>退款原因，顾客也会看到</Text>
        <Input
          id="refund-reason"
          className={styles['input'] ?? ''}
          value={reason}
          maxlength={60}
          placeholder="例如：商品缺货"
          ariaLabel="退款原因"
          onInput={(event) => setReason(event.detail.value)}
        />
      </Facts>
      {refund.error && <InlineNote text={refund.error.message} />}
      <ActionButton
        id="confirm-refund"
        disabled={amountFen === null || reason.trim() === '' || refund.busy}
        onPress={() => void refund.run(undefined)}
      >
        {`确认退款 ${amountFen === null ? '' : priceText(amountFen)}`}
      </ActionButton>
      <ActionButton id="keep" look="quiet" onPress={() => setOpen(false)}>
        先不退
      </ActionButton>
    </View>
  );
}
