import { useState } from 'react';
import type { TuankaError } from '@contracts/errors';
import type { CouponChoice, PaymentApi } from '@contracts/payment/payment';
import { useAction } from '@/hooks/use-action';
import { showOrder } from '@/platform/opening/navigation';
import { showPaySheet } from '@/platform/pay';
import { paymentService } from '@/services';

export type Checkout = ReturnType<PaymentApi['quote']>;

export interface Pay {
  busy: boolean;
  error: TuankaError | null;
  /** Why the pay sheet closed without a payment. */
  note: string | null;
  start: (checkout: Checkout, coupon: CouponChoice, at: 'wechat' | 'counter') => void;
}

interface Attempt {
  checkout: Checkout;
  coupon: CouponChoice;
  at: 'wechat' | 'counter';
}

/** Pays what was shown: should it have changed meanwhile, the server refuses and the page shows the new amount. */
export function usePay(onChanged: () => void): Pay {
  const [note, setNote] = useState<string | null>(null);
  const { busy, error, run } = useAction(async ({ checkout, coupon, at }: Attempt) => {
    setNote(null);
    const { orderId } = checkout.order;
    const expectedFen = checkout.quote.payableFen;
    const choice = coupon === 'best' ? (checkout.quote.couponId ?? 'none') : coupon;
    const usePoints = checkout.quote.points > 0;
    const answer = await paymentService
      .pay({ orderId, coupon: choice, usePoints, expectedFen, at })
      .catch((thrown: TuankaError) => {
        if (thrown.code === 'quote_changed' || thrown.code === 'order_paid_at_counter') onChanged();
        throw thrown;
      });
    if (answer.outcome === 'pay_in_wechat') {
      const outcome = await showPaySheet(answer.sheet);
      if (outcome !== 'done') {
        setNote(outcome === 'cancelled' ? '还没有付款，优惠先为你留着' : '微信支付没有成功，请再试一次');
        return;
      }
      await paymentService.confirm({ orderId });
    }
    await showOrder(orderId, answer.outcome === 'pay_at_counter' ? 'otherwise' : 'paid');
  });
  return { busy, error, note, start: (checkout, coupon, at) => void run({ checkout, coupon, at }) };
}
