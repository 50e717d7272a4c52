import type { OpenStore } from '@contracts/payment/payment';

/** When and where, as far as the merchant said. */
export function aboutStore({
  hours,
  address,
  open,
}: Pick<OpenStore, 'hours' | 'address' | 'open'>): string[] {
  const when =
    hours && (hours.opensAt === hours.closesAt ? '全天营业' : `${hours.opensAt}–${hours.closesAt}`);
  return [open ? when : '暂停营业', address].filter((line): line is string => line !== null && line !== '');
}
