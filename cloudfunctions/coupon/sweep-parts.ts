import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { reconcileStock } from './reconcile-stock';

export const couponParts: readonly SweepPart[] = [
  {
    name: 'coupon_stock',
    every: MINUTE_MS,
    budgetMs: 1_000,
    async run(call) {
      const { counted, corrected } = await reconcileStock(call);
      return { stockCounted: counted, stockCorrected: corrected };
    },
  },
];
