import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { allConditions, expiryText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { Ticket } from '@/components/coupon/ticket';
import type { CouponApi } from '@contracts/coupon/coupon';
import { errorCatalogue, refuse } from '@contracts/errors';
import { isOfferCode, type OfferCode } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { openCoupon, openCoupons, openJoinForGift } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { Conditions } from '../../components/conditions';

type Offer = ReturnType<CouponApi['readOffer']>;

const overTexts: Record<Exclude<Offer['state'], 'open'>, string> = {
  taken: '这张券已经被领走了',
  withdrawn: '朋友收回了这份转赠',
  expired: '这张券已经过期了',
};

function TakeBar({ offer, code, onChange }: { offer: Offer; code: OfferCode; onChange: () => void }) {
  const take = useAction(async () => {
    try {
      const { coupon } = await couponService.takeOffer({ offerCode: code });
      await openCoupon(coupon.id);
    } catch (error) {
      onChange();
      throw error;
    }
  });
  if (offer.viewer === 'taker')
    return <ActionButton onPress={() => void openCoupons()}>你已领取，去看看</ActionButton>;
  if (offer.viewer === 'giver') return <InlineNote text="这是你送出的券，把这个页面发给朋友就好" />;
  if (offer.state !== 'open') return <InlineNote text={overTexts[offer.state]} />;
  if (offer.viewer === 'guest')
    return (
      <ActionButton id="join-first" onPress={() => void openJoinForGift(code)}>
        免费入会，同时收下这张券
      </ActionButton>
    );
  return (
    <>
      {take.error && <InlineNote text={errorCatalogue[take.error.code].message} />}
      <ActionButton id="take" disabled={take.busy} onPress={() => void take.run(undefined)}>
        {take.busy ? '正在领取…' : '收下这张券'}
      </ActionButton>
    </>
  );
}

/** What a friend's link opens: the coupon with every condition, and one tap to take it. */
export default function GiftPage() {
  const { params } = useRouter();
  const code = isOfferCode(params['c']) ? params['c'] : null;
  const { state, reload } = useCall(async () => {
    if (code === null) throw refuse('offer_not_found');
    return couponService.readOffer({ offerCode: code });
  });
  useOnShow(() => void reload());
  const offer = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={2} />
      {offer && code !== null && (
        <>
          <Ticket terms={offer.terms} faded={offer.state !== 'open'}>
            <Text>{expiryText(offer.expiresAt)}</Text>
          </Ticket>
          <SectionTitle text="使用条件" />
          <Conditions lines={allConditions(offer.terms)} />
          <ActionBar>
            <TakeBar offer={offer} code={code} onChange={() => void reload()} />
          </ActionBar>
        </>
      )}
    </PageShell>
  );
}
