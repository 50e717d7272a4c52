import { useRouter } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { refuse } from '@contracts/errors';
import type { CouponChoice } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { showOrder } from '@/platform/opening/navigation';
import { orderIdFromParams } from '@/platform/opening/order-link';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { CheckoutView } from './checkout-view';
import { usePay } from './use-pay';

/** What a bill comes to for me, and the way to pay it. */
export default function CheckoutPage() {
  const { params } = useRouter();
  const orderId = useMemo(() => orderIdFromParams(params), [params]);
  const [coupon, setCoupon] = useState<CouponChoice>('best');
  const [usePoints, setUsePoints] = useState(false);
  const { state, reload } = useCall(async () => {
    if (orderId === null) throw refuse('order_not_found');
    return paymentService.quote({ orderId, coupon, usePoints });
  });
  useOnShow(() => void reload());
  useEffect(() => void reload(), [coupon, usePoints, reload]);
  const pay = usePay(() => void reload());
  const attach = useAction(async () => {
    if (orderId === null) return;
    await paymentService.attach({ orderId });
    await showOrder(orderId);
  });

  const checkout = state.status === 'ready' ? state.snapshot.data : null;
  const isOpen = checkout?.order.state === 'open' || checkout?.order.state === 'awaiting_payment';
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={3} />
      {checkout && isOpen && (
        <CheckoutView
          checkout={checkout}
          coupon={coupon}
          onCoupon={setCoupon}
          usePoints={usePoints}
          onPoints={setUsePoints}
          pay={pay}
        />
      )}
      {checkout?.order.state === 'paid' && (
        <PageNote
          icon="check"
          title="这一单已付款"
          text={attach.error?.message ?? '记到自己名下，领卡和凭证都在里面'}
        >
          <ActionButton id="attach" disabled={attach.busy} onPress={() => void attach.run(undefined)}>
            记到我名下
          </ActionButton>
        </PageNote>
      )}
      {checkout && !isOpen && checkout.order.state !== 'paid' && (
        <PageNote icon="note" title="这张账单不能付款了" text="请让店员重新开单" />
      )}
    </PageShell>
  );
}
