import { View } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import { actionClass, ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { CouponView } from '@contracts/coupon/coupon';
import { errorCatalogue } from '@contracts/errors';
import type { OfferCode } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { ShareButton } from '@/platform/share/share-button';
import { couponService } from '@/services';
import styles from './index.module.scss';

interface GiftPanelProps {
  coupon: CouponView;
  offerCode: OfferCode | null;
  onChange: () => void;
}

/** 送给朋友: first the offer, then the share; and back again while nobody took it. Shown where the coupon allows it. */
export function GiftPanel({ coupon, offerCode, onChange }: GiftPanelProps) {
  useShareAppMessage(() =>
    offerCode === null
      ? { title: '团卡', path: '/pages/home/index' }
      : { title: `送你一张「${coupon.terms.title}」`, path: `/shopper/pages/gift/index?c=${offerCode}` },
  );
  const { id: couponId } = coupon;
  const offer = useAction(async () => {
    await couponService.offer({ couponId });
    onChange();
  });
  const withdraw = useAction(async () => {
    await couponService.withdrawOffer({ couponId }).finally(onChange);
  });
  const error = offer.error ?? withdraw.error;
  return (
    <>
      <SectionTitle text="送给朋友" />
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      <View className={styles['gift']}>
        {offerCode === null ? (
          <ActionButton
            id="offer"
            look="secondary"
            disabled={offer.busy}
            onPress={() => void offer.run(undefined)}
          >
            送给一位朋友
          </ActionButton>
        ) : (
          <>
            <ShareButton className={actionClass('primary')}>发给朋友</ShareButton>
            <ActionButton
              id="withdraw"
              look="secondary"
              disabled={withdraw.busy}
              onPress={() => void withdraw.run(undefined)}
            >
              不送了，收回来
            </ActionButton>
          </>
        )}
      </View>
    </>
  );
}
