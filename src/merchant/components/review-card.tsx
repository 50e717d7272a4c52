import { Text, View } from '@tarojs/components';
import type { ReviewView } from '@contracts/payment/payment';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { SectionTitle } from '@/components/section-title';
import { useAction } from '@/hooks/use-action';
import { confirm } from '@/platform/confirm';
import { openBill } from '@/platform/opening/navigation';
import { paymentService } from '@/services';
import styles from './review-card.module.scss';

const kindText: Record<ReviewView['kind'], string> = {
  cash: '收现',
  refund: '退款',
  refund_lines: '按商品退款',
};

const stateText: Record<ReviewView['state'], string> = {
  waiting: '等另一个人复核，现在还没有生效',
  confirmed: '已复核通过',
  rejected: '已退回，没有生效',
  ended: '账单有变化，没有生效',
  expired: '过期没有人复核，没有生效',
};

const doneText: Record<'cash' | 'refund', string> = {
  cash: '确认收到了这笔现金？确认后账单算已付，顾客得到积分和优惠。',
  refund: '确认给顾客退这笔钱？',
};

interface ReviewCardProps {
  review: ReviewView;
  /** On the bill's own page it need not be opened. */
  onBill?: boolean;
  onDecided: (text: string) => void;
}

/** One act above a clerk's limit: what it is, and for a second person yes or no. */
export function ReviewCard({ review, onBill = false, onDecided }: ReviewCardProps) {
  const { reviewId, kind, amountFen, mine, state } = review;
  const agree = useAction(async () => {
    const asked = doneText[kind === 'cash' ? 'cash' : 'refund'];
    if (!(await confirm(`${kindText[kind]} ${priceText(amountFen)}`, asked, '确认'))) return;
    const { review: after } = await paymentService.confirmReview({ reviewId });
    onDecided(stateText[after.state]);
  });
  const refuse = useAction(async () => {
    const { review: after } = await paymentService.rejectReview({ reviewId });
    onDecided(stateText[after.state]);
  });
  const busy = agree.busy || refuse.busy;
  const error = agree.error ?? refuse.error;
  return (
    <View className={styles['card']}>
      <SectionTitle text={`${kindText[kind]} ${priceText(amountFen)}`} />
      <Text>{stateText[state]}</Text>
      <Text className={styles['small']}>{`${review.byName} · ${review.storeName} · ${review.why}`}</Text>
      {review.reason !== null && <Text className={styles['small']}>{`原因：${review.reason}`}</Text>}
      <Text className={styles['small']}>
        {state === 'waiting'
          ? `${chinaTimeText(review.createdAt)} 提交，${chinaTimeText(review.expiresAt)} 前有效`
          : `${chinaTimeText(review.createdAt)} 提交${review.decidedBy === null ? '' : `，${review.decidedBy} 处理`}`}
      </Text>
      {error && <InlineNote text={error.message} />}
      {state === 'waiting' && !mine && (
        <ActionButton id={`confirm-${reviewId}`} disabled={busy} onPress={() => void agree.run(undefined)}>
          {busy ? '正在处理…' : '复核通过'}
        </ActionButton>
      )}
      {state === 'waiting' && (
        <ActionButton
          id={`reject-${reviewId}`}
          look="quiet"
          disabled={busy}
          onPress={() => void refuse.run(undefined)}
        >
          {mine ? '撤回' : '退回'}
        </ActionButton>
      )}
      {!onBill && (
        <ActionButton id={`bill-${reviewId}`} look="quiet" onPress={() => void openBill(review.orderId)}>
          看这笔订单
        </ActionButton>
      )}
    </View>
  );
}
