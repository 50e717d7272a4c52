import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { SectionTitle } from '@/components/section-title';
import type { TroubledRefund } from '@contracts/payment/payment';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { confirm } from '@/platform/confirm';
import { openBill } from '@/platform/opening/navigation';
import { paymentService } from '@/services';
import styles from './index.module.scss';

interface CardProps {
  refund: TroubledRefund;
  onDone: (text: string) => void;
}

/** One refund that is stuck: why, once more, or how it was dealt with outside WeChat Pay. */
export function RefundCard({ refund, onDone }: CardProps) {
  const { refundId, amountFen, canRetry } = refund;
  const [note, setNote] = useState('');
  const retry = useAction(async () => {
    const { isAccepted } = await paymentService.retryRefund({ refundId });
    onDone(isAccepted ? '微信支付已受理，结果会自动更新' : '还是没有退成，原因见下');
  });
  const handle = useAction(async () => {
    const consequence = canRetry
      ? `记为已在微信支付之外退给顾客 ${priceText(amountFen)}，微信支付不再退这一笔。顾客会收到消息。`
      : '记为已核对，从这里移走。';
    if (!(await confirm('处理完了？', consequence, '确认'))) return;
    const { outcome } = await paymentService.handleRefund({ refundId, note: note.trim() });
    onDone(outcome === 'returned' ? '微信支付刚刚已退成，不用再退' : '已记下，操作日志里可以查到');
  });
  const busy = retry.busy || handle.busy;
  const error = retry.error ?? handle.error;
  return (
    <View className={styles['card']}>
      <SectionTitle
        text={`${priceText(amountFen)} · ${refund.kind === 'surplus' ? '多收的钱' : refund.storeName}`}
      />
      <Text>{refund.trouble}</Text>
      <Text className={styles['small']}>{`${refund.reason} · ${chinaTimeText(refund.since)} 起待处理`}</Text>
      <View className={styles['field']}>
        <Text className={styles['label']}>怎么处理的</Text>
        <Input
          id={`note-${refundId}`}
          className={styles['input'] ?? ''}
          placeholder="例如：已用现金退给顾客"
          maxlength={100}
          value={note}
          onInput={(event) => setNote(event.detail.value)}
        />
      </View>
      {error && <InlineNote text={error.message} />}
      {canRetry && (
        <ActionButton id={`retry-${refundId}`} disabled={busy} onPress={() => void retry.run(undefined)}>
          再试一次
        </ActionButton>
      )}
      <ActionButton
        id={`handle-${refundId}`}
        look="secondary"
        disabled={busy || note.trim().length < 2}
        onPress={() => void handle.run(undefined)}
      >
        {canRetry ? '已在微信支付之外处理' : '已核对'}
      </ActionButton>
      <ActionButton id={`bill-${refundId}`} look="quiet" onPress={() => void openBill(refund.orderId)}>
        看这笔订单
      </ActionButton>
    </View>
  );
}
