import { addMs, instant, MINUTE_MS } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/condition';
import { reconcileStock, RESTS_MS } from './issue/reconcile-stock';

export const couponParts: readonly SweepPart[] = [
  {
    name: 'coupon_stock',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'couponStock',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.couponStock.find({
                where: { check: 'due', changedAt: moreThan(instant(0)) },
                orderBy: 'changedAt',
                limit: 1,
                cursor,
              }),
            ({ changedAt }) => addMs(changedAt, RESTS_MS),
          ),
      },
    ],
    async run(call) {
      const { counted, corrected } = await reconcileStock(call);
      return { stockCounted: counted, stockCorrected: corrected };
    },
  },
];
