import { Image, Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { PaymentApi } from '@contracts/payment/payment';
import { orderNumberText } from '@contracts/primitives/codes/order-number';
import { PageFailure } from '@/components/page/page-failure';
import { PageLoading } from '@/components/page/page-loading';
import { priceText } from '@/components/order/order-text';
import { useCall } from '@/hooks/use-call';
import { holdUpCode } from '@/platform/scan/hold-up-code';
import { paymentService } from '@/services';
import styles from './bill-code.module.scss';

interface BillCodeProps {
  bill: ReturnType<PaymentApi['readBill']>['order'];
}

/** The bill as a mini-program code for the shopper to scan, with what it comes to. */
export function BillCode({ bill: { orderId, storeName, payableFen, amountFen } }: BillCodeProps) {
  const { state, reload } = useCall(() => paymentService.readBillCode({ orderId }));
  useEffect(() => void reload(), [reload]);
  const code = state.status === 'ready' ? state.snapshot.data : null;
  const dataUrl = code && `data:image/png;base64,${code.pngBase64}`;
  useEffect(() => {
    if (!code || dataUrl === null) return undefined;
    return holdUpCode({ path: code.page, scene: code.scene, title: `${storeName} · 收款`, dataUrl });
  }, [code, dataUrl, storeName]);

  if (state.status === 'failed') return <PageFailure error={state.error} onRetry={() => void reload()} />;
  if (dataUrl === null) return <PageLoading card={false} rows={1} />;
  return (
    <View className={styles['card']}>
      <Text className={styles['amount']}>{priceText(payableFen ?? amountFen)}</Text>
      <Image className={styles['picture'] ?? ''} src={dataUrl} ariaLabel="收款码" />
      <Text className={styles['how']}>请顾客打开微信「扫一扫」付款</Text>
      <Text className={styles['how']}>{`单号 ${orderNumberText(orderId)}`}</Text>
    </View>
  );
}
