import { instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { followUpPayments } from './clock/follow-up-payments';
import { followUpShipping } from './shipping/follow-up-shipping';

const SOME_TIME = { checkAt: moreThan<Instant | null>(instant(0)) };

export const paymentParts: readonly SweepPart[] = [
  {
    name: 'payments',
    every: MINUTE_MS,
    budgetMs: 4_000,
    sources: [
      {
        collection: 'orders',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) => store.orders.find({ where: SOME_TIME, orderBy: 'checkAt', limit: 1, cursor }),
            ({ checkAt }) => checkAt,
          ),
      },
      {
        collection: 'refunds',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) => store.refunds.find({ where: SOME_TIME, orderBy: 'checkAt', limit: 1, cursor }),
            ({ checkAt }) => checkAt,
          ),
      },
    ],
    run: followUpPayments,
  },
  {
    name: 'order_shipping',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'orders',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.orders.find({
                where: { shipAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'shipAt',
                limit: 1,
                cursor,
              }),
            ({ shipAt }) => shipAt,
          ),
      },
    ],
    run: followUpShipping,
  },
];
