import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { followUpPayments } from './clock/follow-up-payments';
import { followUpShipping } from './shipping/follow-up-shipping';

export const paymentParts: readonly SweepPart[] = [
  {
    name: 'payments',
    every: MINUTE_MS,
    budgetMs: 4_000,
    sources: [dueBy('orders', 'checkAt'), dueBy('refunds', 'checkAt')],
    run: followUpPayments,
  },
  {
    name: 'order_shipping',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [dueBy('orders', 'shipAt')],
    run: followUpShipping,
  },
];
