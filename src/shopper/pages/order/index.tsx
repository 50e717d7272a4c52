import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { refuse } from '@contracts/errors';
import type { OrderView } from '@contracts/payment/payment';
import type { OrderId } from '@contracts/primitives/ids';
import { orderNumberText } from '@contracts/primitives/codes/order-number';
import { chinaTimeText } from '@contracts/primitives/time';
import { Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { OrderLines } from '@/components/order/order-lines';
import { OrderSums } from '@/components/order/order-sums';
import { priceText, totalName } from '@/components/order/order-text';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { Moment } from '@/components/result/moment';
import { ResultView } from '@/components/result/result-view';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { useAskAgain } from '@/hooks/use-ask-again';
import { useCall } from '@/hooks/use-call';
import { useJustPaid } from '@/hooks/use-just-paid';
import { orderIdFromParams } from '@/platform/opening/order-link';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import styles from './index.module.scss';
import { OrderActions } from './order-actions';
import { PickUp } from './pick-up';
import { Score } from './score';

/** An order still waiting asks WeChat Pay itself: the notice may be on its way. */
async function readOrder(orderId: OrderId | null) {
  if (orderId === null) throw refuse('order_not_found');
  const read = await paymentService.readOrder({ orderId });
  // Cash goes to the clerk: WeChat Pay knows nothing of it.
  if (read.order.state !== 'awaiting_payment' || read.order.atCounter) return read;
  return { ...read, ...(await paymentService.confirm({ orderId })) };
}

function Receipts({ order }: { order: OrderView }) {
  if (order.receipts.length === 0) return null;
  return (
    <>
      <SectionTitle text="凭证" />
      <Facts>
        {order.receipts.map(({ text, at }, position) => (
          <View key={position}>
            <Text>{text}</Text>
            <View className={styles['when']}>
              <Text>{chinaTimeText(at)}</Text>
            </View>
          </View>
        ))}
      </Facts>
    </>
  );
}

const earnedText = ({ receipts }: OrderView): string =>
  receipts
    .filter(({ kind }) => kind === 'earned' || kind === 'claim')
    .map(({ text }) => text)
    .join('，');

/** Paid a moment ago: what was paid, what it saved and what it brought. */
function PaidMoment({ order }: { order: OrderView }) {
  const savedFen = order.steps.reduce((sum, step) => sum + step.savedFen, 0);
  const saved = savedFen > 0 ? `省了 ${priceText(savedFen)}` : '';
  return (
    <Moment
      title="付款成功"
      figure={priceText(order.payableFen ?? order.amountFen)}
      text={[saved, earnedText(order)].filter((text) => text !== '').join('，') || order.storeName}
    />
  );
}

/** What to show the clerk, large: the amount and the number of the order. */
const CashWaiting = ({ order }: { order: OrderView }) => (
  <ResultView
    icon="note"
    title="请把手机给店员看"
    figure={priceText(order.payableFen ?? order.amountFen)}
    text={`单号 ${orderNumberText(order.orderId)}，店员确认收到现金后，这里会自己更新`}
  />
);

/** An order after paying, and whenever it is looked at again: what was paid, saved, earned and given back. */
export default function OrderPage() {
  const { params } = useRouter();
  const orderId = useMemo(() => orderIdFromParams(params), [params]);
  const { state, reload } = useCall(() => readOrder(orderId));
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  const isWaiting = data?.order.state === 'awaiting_payment';
  const isAtCounter = isWaiting && data.order.atCounter;
  useAskAgain(isAtCounter, reload);
  const justPaid = useJustPaid(data && data.order.state === 'paid', params['paid'] === '1');
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={3} />
      {data && (
        <>
          {justPaid && <PaidMoment order={data.order} />}
          {isAtCounter && <CashWaiting order={data.order} />}
          {isWaiting && !isAtCounter && (
            <InlineNote icon="note" tone="calm" text="还没有收到付款，优惠先为你留着。" />
          )}
          <OrderSums
            order={data.order}
            total={totalName(data.order)}
            isBelowMoment={justPaid || isAtCounter}
          />
          {data.pickUp !== null && (
            <PickUp order={data.order} pickUp={data.pickUp} onChanged={() => void reload()} />
          )}
          {data.order.paidAt !== null && <OrderLines lines={data.lines} />}
          <Receipts order={data.order} />
          {data.order.state === 'paid' && !justPaid && <Score orderId={data.order.orderId} />}
          <OrderActions
            order={data.order}
            claimId={data.order.state === 'paid' ? data.claimId : null}
            justPaid={justPaid}
            onChanged={reload}
          />
        </>
      )}
    </PageShell>
  );
}
