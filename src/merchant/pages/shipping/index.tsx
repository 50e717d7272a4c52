import { useState } from 'react';
import type { MerchantApi } from '@contracts/merchant/merchant';
import type { OfficeApi } from '@contracts/office/office';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { priceText } from '@/components/order/order-text';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBill } from '@/platform/opening/navigation';
import { merchantService, officeService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { StoreCard } from './store-card';

type Held = ReturnType<OfficeApi['listHeldOrders']>['orders'][number];
type Store = ReturnType<MerchantApi['listStoreShipping']>['stores'][number];

const HeldCard = ({ order }: { order: Held }) => (
  <Card>
    <CardHead title={`${priceText(order.amountFen)} · ${order.storeName}`} state="冻结中" tone="off" />
    <CardLine text={order.trouble} />
    <CardLine
      text={order.isTried ? '还在自动重试' : '请到微信公众平台「订单发货」手动发货，发完后最迟一天自动更新'}
    />
    {order.paidAt !== null && <CardLine text={`${chinaTimeText(order.paidAt)} 付款`} />}
    <ActionButton id={`open-${order.orderId}`} look="quiet" onPress={() => void openBill(order.orderId)}>
      看这一单
    </ActionButton>
  </Card>
);

/** 货款与发货: whose money WeChat still holds and why, and how each store hands its goods over. */
export default function ShippingPage() {
  const [stores, setStores] = useState<Store[]>([]);
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) => {
    if (cursor === null) setStores((await merchantService.listStoreShipping({})).stores);
    const { orders, nextCursor, now } = await officeService.listHeldOrders({ cursor });
    return { items: orders, nextCursor, now };
  });
  return (
    <StaffList
      list={list}
      outline={3}
      keyOf={(order) => order.orderId}
      row={(order) => <HeldCard order={order} />}
      empty={{
        icon: 'check',
        title: '没有被卡住的货款',
        text: '发货信息没有传给微信的订单，会列在这里',
      }}
    >
      {stores.length > 0 && <SectionTitle text="门店怎么交付商品" />}
      {stores.map((store) => (
        <StoreCard key={store.storeId} store={store} onSaved={say} />
      ))}
      {toast}
    </StaffList>
  );
}
