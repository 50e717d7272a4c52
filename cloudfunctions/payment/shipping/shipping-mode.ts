import type { ShippingMode } from '../../../contracts/payment/shipping-values';

/** How an order's goods reach the person: by the store, unless everything on the bill is a service. Pure. */
export function shippingModeOf(
  store: { shippingMode: ShippingMode; serviceCategories: readonly string[] },
  items: readonly { category: string | null }[],
): ShippingMode {
  const isService = ({ category }: { category: string | null }): boolean =>
    category !== null && store.serviceCategories.includes(category);
  return items.length > 0 && items.every(isService) ? 'virtual' : store.shippingMode;
}
