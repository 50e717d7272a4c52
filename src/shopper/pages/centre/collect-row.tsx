import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { Ticket } from '@/components/coupon/ticket';
import { InlineNote } from '@/components/inline-note';
import { Tappable } from '@/components/tappable';
import type { CollectableCoupon } from '@contracts/coupon/coupon';
import { errorCatalogue } from '@contracts/errors';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openCollect } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { collectConditions, leftText } from '../../components/collect-text';
import styles from './index.module.scss';

interface CollectRowProps {
  coupon: CollectableCoupon;
  onCollected: (title: string) => void;
}

/** A coupon with every condition it has, collected where it is listed. After a lost answer the same tap is the same coupon. */
export function CollectRow({ coupon, onCollected }: CollectRowProps) {
  const { templateId, terms, refusal } = coupon;
  const request = useRequestId();
  const collect = useAction(async () => {
    const wish = { templateId };
    await couponService.collect(wish, { requestId: request.idFor(wish) });
    request.done();
    onCollected(terms.title);
  });
  return (
    <View className={styles['row']}>
      <Tappable id={`collect-${templateId}`} onPress={() => void openCollect(templateId)}>
        <Ticket terms={terms} faded={refusal !== null}>
          <Text className={refusal === null ? styles['open'] : styles['when']}>
            {refusal ?? leftText(coupon.left) ?? '可领取'}
          </Text>
        </Ticket>
        <Text className={styles['conditions']}>{collectConditions(coupon).join('；')}</Text>
      </Tappable>
      {collect.error && <InlineNote text={errorCatalogue[collect.error.code].message} />}
      {refusal === null && (
        <ActionButton
          id={`take-${templateId}`}
          look="secondary"
          disabled={collect.busy}
          onPress={() => void collect.run(undefined)}
        >
          {collect.busy ? '正在领取…' : '领取'}
        </ActionButton>
      )}
    </View>
  );
}
