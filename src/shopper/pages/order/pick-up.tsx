import { Text, View } from '@tarojs/components';
import { useRef } from 'react';
import type { PaymentApi } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { CodePicture } from '@/components/member/code-picture';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { openReceiptSheet } from '@/platform/opening/receipt-sheet';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import styles from './index.module.scss';

type Read = ReturnType<PaymentApi['readOrder']>;
interface PickUpProps {
  order: Read['order'];
  pickUp: NonNullable<Read['pickUp']>;
  onChanged: () => void;
}

/** 待提货: the code a clerk scans; where WeChat knows of the goods, its own sheet confirms that they are here. */
export function PickUp({ order: { orderId, storeName, fulfillment }, pickUp, onChanged }: PickUpProps) {
  const isAsked = useRef(false);
  const confirmReceived = useAction(async () => {
    isAsked.current = false;
    await paymentService.confirmReceived({ orderId });
    onChanged();
  });
  const confirm = useAction(async (transactionId: string) => {
    isAsked.current = true;
    const sheet = await openReceiptSheet(transactionId);
    if (sheet !== 'opened') isAsked.current = false;
    if (sheet === 'closed') await confirmReceived.run(undefined);
  });
  useOnShow(() => {
    if (isAsked.current) void confirmReceived.run(undefined);
  });
  const { transactionId } = pickUp;
  return (
    <>
      {fulfillment?.mode === 'pickup' && (
        <View className={styles['code']}>
          <Text className={styles['hint']}>{`提货时到「${storeName}」出示给店员`}</Text>
          <View className={styles['picture']} ariaRole="img" ariaLabel="提货码二维码">
            <CodePicture kind="qr" text={pickUp.code} />
          </View>
        </View>
      )}
      {(confirmReceived.error ?? confirm.error) && (
        <InlineNote text={(confirmReceived.error ?? confirm.error)?.message ?? ''} />
      )}
      {transactionId !== null && (
        <ActionButton
          id="confirm-receipt"
          look="secondary"
          disabled={confirm.busy || confirmReceived.busy}
          onPress={() => void confirm.run(transactionId)}
        >
          商品已拿到，确认收货
        </ActionButton>
      )}
    </>
  );
}
