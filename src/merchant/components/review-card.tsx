import { Text } from '@tarojs/components';
import type { ReviewView } from '@contracts/payment/payment';
import { chinaEndText, chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { openBill } from '@/platform/opening/navigation';
import { paymentService } from '@/services';

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

/** What agreeing does, for the second person: the first one's word is no proof. */
const questionOf = ({ kind, amountFen, byName, reason }: ReviewView): Question => {
  const price = priceText(amountFen);
  return kind === 'cash'
    ? {
        title: '这笔现金真的收到了？',
        figure: price,
        lines: [
          `${byName}说收到了，请当面核对钱。`,
          '确认后账单算已付，顾客马上得到积分和奖励；记错了要走退款。',
        ],
        yes: `复核通过，收现 ${price}`,
      }
    : {
        title: '给顾客退这笔钱？',
        figure: price,
        lines: [
          `${byName}提交${reason === null ? '' : `，原因：${reason}`}。`,
          '微信支付的原路退回；现金收的要当面退。退出去的钱收不回来。',
        ],
        yes: `复核通过，退款 ${price}`,
      };
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
  const { ask, sheet } = useConfirmSheet();
  const agree = useAction(async () => {
    if (!(await ask(questionOf(review)))) return;
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
    <Card>
      <CardHead title={`${kindText[kind]} ${priceText(amountFen)}`} />
      <Text>{stateText[state]}</Text>
      <CardLine text={`${review.byName} · ${review.storeName} · ${review.why}`} />
      {review.reason !== null && <CardLine text={`原因：${review.reason}`} />}
      <CardLine
        text={
          state === 'waiting'
            ? `${chinaTimeText(review.createdAt)} 提交，${chinaEndText(review.expiresAt)} 前有效`
            : `${chinaTimeText(review.createdAt)} 提交${review.decidedBy === null ? '' : `，${review.decidedBy} 处理`}`
        }
      />
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
      {sheet}
    </Card>
  );
}
