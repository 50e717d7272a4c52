import { useState } from 'react';
import type { CouponChoice } from '@contracts/payment/payment';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { lineName } from '@/components/order/order-line-text';
import { Savings } from '@/components/order/order-sums';
import { priceText } from '@/components/order/order-text';
import { SectionTitle } from '@/components/section-title';
import { openJoin } from '@/platform/opening/navigation';
import { CouponChoices } from './coupon-choices';
import { PointsSwitch } from './points-switch';
import type { Checkout, Pay } from './use-pay';

interface CheckoutViewProps {
  checkout: Checkout;
  coupon: CouponChoice;
  onCoupon: (coupon: CouponChoice) => void;
  usePoints: boolean;
  onPoints: (use: boolean) => void;
  pay: Pay;
}

/** The bill line by line, what each step saves, and what is left to pay. */
function Bill({ checkout: { order, quote } }: { checkout: Checkout }) {
  return (
    <Facts>
      {order.items.map((item, position) => (
        <Fact key={position} name={lineName(item)} value={priceText(item.amountFen)} />
      ))}
      <Savings steps={quote.steps} />
      <Fact name="应付" value={priceText(quote.payableFen)} tone="total" />
    </Facts>
  );
}

const Joining = ({ joining }: { joining: NonNullable<Checkout['joining']> }) => (
  <InlineNote
    icon="ticket"
    text={`现在入会，这一单就省 ${priceText(joining.savedFen)}，只付 ${priceText(joining.payableFen)}`}
  >
    <ActionButton id="join-first" look="secondary" onPress={() => void openJoin(null)}>
      先入会，再回来付款
    </ActionButton>
  </InlineNote>
);

export function CheckoutView(props: CheckoutViewProps) {
  const { checkout, coupon, onCoupon, usePoints, onPoints, pay } = props;
  const [choosing, setChoosing] = useState(false);
  const { order, quote, couponOptions, pointsOption, joining } = checkout;
  const start = (at: 'wechat' | 'counter') => pay.start(checkout, coupon, at);
  return (
    <>
      <SectionTitle text={order.storeName} />
      <Bill checkout={checkout} />
      {joining && <Joining joining={joining} />}
      {couponOptions.length > 0 && (
        <ActionButton id="choose-coupon" look="quiet" onPress={() => setChoosing(!choosing)}>
          {choosing ? '收起优惠券' : `换一张优惠券（${couponOptions.length} 张）`}
        </ActionButton>
      )}
      {choosing && <CouponChoices options={couponOptions} chosen={quote.couponId} onChoose={onCoupon} />}
      {pointsOption && <PointsSwitch option={pointsOption} isOn={usePoints} onTurn={onPoints} />}
      <ActionBar>
        {pay.error && <InlineNote text={pay.error.message} />}
        {pay.note !== null && <InlineNote tone="calm" text={pay.note} />}
        <ActionButton id="pay" disabled={pay.busy} onPress={() => start('wechat')}>
          {quote.payableFen === 0 ? '确认，不用付款' : `微信支付 ${priceText(quote.payableFen)}`}
        </ActionButton>
        {quote.payableFen > 0 && (
          <ActionButton id="pay-at-counter" look="quiet" disabled={pay.busy} onPress={() => start('counter')}>
            我付现金给店员
          </ActionButton>
        )}
      </ActionBar>
    </>
  );
}
