import { Image, Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { OrderId } from '@contracts/primitives/ids';
import { PageFailure } from '@/components/page/page-failure';
import { PageLoading } from '@/components/page/page-loading';
import { useCall } from '@/hooks/use-call';
import { holdUpCode } from '@/platform/scan/hold-up-code';
import { paymentService } from '@/services';
import styles from './bill-code.module.scss';

/** The bill as a mini-program code for the shopper to scan. */
export function BillCode({ orderId, storeName }: { orderId: OrderId; storeName: string }) {
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
      <Image className={styles['picture'] ?? ''} src={dataUrl} ariaLabel="收款码" />
      <Text className={styles['how']}>请顾客打开微信「扫一扫」付款</Text>
    </View>
  );
}
