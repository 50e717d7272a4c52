import { addMs, DAY_MS, type Instant } from '../../../../contracts/primitives/time';
import type { StoreId } from '../../../../contracts/primitives/ids';
import { buyingWindows } from '../../../../contracts/office/member-filter';

/** What a member bought and kept, of the facts that tell of it, in whatever order they come. Pure. */
interface Told {
  kind: string;
  at: Instant;
  amountFen?: number | undefined;
  storeId?: StoreId | undefined;
  categories?: Readonly<Record<string, number>> | undefined;
  refs: Readonly<Record<string, string | number | boolean>>;
}

export interface Purchase {
  at: Instant;
  amountFen: number;
  storeId: StoreId | null;
  categories: readonly string[];
}

export const LONGEST_WINDOW_MS = Math.max(...buyingWindows) * DAY_MS;

/** An order that came back whole is none; of one that came back in part, the rest counts on the day it was paid. */
export function purchasesOf(facts: readonly Told[]): Purchase[] {
  const orders = new Map<string, Purchase & { isGone: boolean }>();
  for (const { kind, at, amountFen = 0, storeId = null, categories = {}, refs } of facts)
    if (kind === 'paid')
      orders.set(String(refs['orderId']), {
        at,
        amountFen,
        storeId,
        categories: Object.keys(categories),
        isGone: false,
      });
  for (const { kind, amountFen = 0, refs } of facts) {
    const order = kind === 'refunded' ? orders.get(String(refs['orderId'])) : undefined;
    if (!order) continue;
    order.amountFen = Math.max(0, order.amountFen - amountFen);
    if (refs['whole'] === true) order.isGone = true;
  }
  return [...orders.values()]
    .filter(({ isGone }) => !isGone)
    .map(({ isGone: _isGone, ...purchase }) => purchase);
}

export interface Buying {
  /** By window, in the order of `buyingWindows`. */
  windows: readonly { orders: number; amountFen: number }[];
  /** When the first of these leaves a window: half-open, a payment of exactly so many days ago is out. */
  dueAt: Instant | null;
}

export function buyingOf(purchases: readonly Purchase[], now: Instant): Buying {
  const leaves: number[] = [];
  const windows = buyingWindows.map((days) => {
    const inside = purchases.filter(({ at }) => addMs(at, days * DAY_MS) > now);
    leaves.push(...inside.map(({ at }) => addMs(at, days * DAY_MS)));
    return {
      orders: inside.length,
      amountFen: inside.reduce((sum, { amountFen }) => sum + amountFen, 0),
    };
  });
  const first = leaves.length === 0 ? null : Math.min(...leaves);
  return { windows, dueAt: first === null ? null : addMs(now, first - now) };
}
