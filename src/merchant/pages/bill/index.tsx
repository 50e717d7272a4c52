import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { refuse } from '@contracts/errors';
import type { OrderLine, PaymentApi } from '@contracts/payment/payment';
import { refundStateText } from '@contracts/primitives/words/order-words';
import { chinaTimeText } from '@contracts/primitives/time';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { isWorthLines } from '@/components/order/order-line-text';
import { OrderLines } from '@/components/order/order-lines';
import { OrderSums } from '@/components/order/order-sums';
import { priceText } from '@/components/order/order-text';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useAskAgain } from '@/hooks/use-ask-again';
import { useCall } from '@/hooks/use-call';
import { useJustPaid } from '@/hooks/use-just-paid';
import { orderIdFromParams } from '@/platform/opening/order-link';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { ReviewCard } from '../../components/review-card';
import { BillCode } from './bill-code';
import { CounterPayment } from './counter-payment';
import { FreeBill } from './free-bill';
import { Fulfillment } from './fulfillment';
import { LinesBack } from './lines-back';
import { PaidMoment, PayerBusy } from './paid-moment';
import { RefundForm } from './refund-form';
import { VoidBill } from './void-bill';

type Bill = ReturnType<PaymentApi['readBill']>['order'];

/** Lines come back while money of the bill may, and those that only a coupon or points paid for. */
const mayGiveBackLines = (bill: Bill, lines: readonly OrderLine[]): boolean =>
  isWorthLines(lines) && (bill.refundableFen > 0 || (isPaid(bill) && lines.some(hasGiftLeft)));

const isPaid = ({ state }: Bill): boolean => ['paid', 'partly_refunded', 'refunded'].includes(state);

const hasGiftLeft = ({ nextUnitFen, couponSavedFen, points }: OrderLine): boolean =>
  nextUnitFen === 0 && (couponSavedFen > 0 || points > 0);

/** To pay it, or, paid in cash by nobody known, to make it one's own. */
function Code({ bill }: { bill: Bill }) {
  const isForPayer = bill.state === 'paid' && !bill.hasPayer;
  if (bill.state !== 'open' && !isForPayer) return null;
  return (
    <>
      {isForPayer && <InlineNote tone="calm" text="顾客扫这个码，这一单就记到他名下" />}
      <BillCode bill={bill} />
    </>
  );
}

const Refunds = ({ bill }: { bill: Bill }) => (
  <>
    {bill.refunds.map(({ refundId, amountFen, reason, state, createdAt }) => (
      <Facts key={refundId}>
        <Fact name={`退款 · ${chinaTimeText(createdAt)}`} value={priceText(amountFen)} />
        <Fact name={reason} value={refundStateText[state]} />
      </Facts>
    ))}
  </>
);

/** One bill on the clerk's phone: its code, whether it is paid, and giving money back. */
export default function BillPage() {
  const { params } = useRouter();
  const orderId = useMemo(() => orderIdFromParams(params), [params]);
  const { state, reload } = useCall(async () => {
    if (orderId === null) throw refuse('order_not_found');
    return paymentService.readBill({ orderId });
  });
  useOnShow(() => void reload());
  const bill = state.status === 'ready' ? state.snapshot.data.order : null;
  const reviews = state.status === 'ready' ? state.snapshot.data.reviews : [];
  const lines = state.status === 'ready' ? state.snapshot.data.lines : [];
  const isOpen = bill?.state === 'open' || bill?.state === 'awaiting_payment';
  useAskAgain(isOpen, reload);
  const justPaid = useJustPaid(bill && bill.state === 'paid');

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={3} />
      {bill && (
        <>
          {justPaid && <PaidMoment bill={bill} />}
          <Code bill={bill} />
          {bill.state === 'awaiting_payment' && <PayerBusy bill={bill} />}
          <OrderSums
            order={bill}
            total={bill.paidAt === null ? '应收' : '实收'}
            isBelowMoment={justPaid || isOpen}
          />
          {bill.settlement !== null && (
            <Fulfillment bill={bill} proof={params['proof'] ?? null} onDone={() => void reload()} />
          )}
          {reviews.map((review) => (
            <ReviewCard key={review.reviewId} review={review} onBill onDecided={() => void reload()} />
          ))}
          {(bill.state === 'open' || (bill.state === 'awaiting_payment' && bill.atCounter)) && (
            <CounterPayment bill={bill} onDone={() => void reload()} />
          )}
          {isOpen && <VoidBill bill={bill} onVoided={() => void reload()} />}
          <Refunds bill={bill} />
          {bill.state === 'paid' && bill.payableFen === 0 && (
            <FreeBill bill={bill} onUndone={() => void reload()} />
          )}
          <OrderLines lines={bill.paidAt === null ? [] : lines} />
          {mayGiveBackLines(bill, lines) && (
            <LinesBack
              orderId={bill.orderId}
              method={bill.method}
              lines={lines}
              onRefunded={() => void reload()}
            />
          )}
          {bill.refundableFen > 0 && <RefundForm bill={bill} onRefunded={() => void reload()} />}
        </>
      )}
    </PageShell>
  );
}
