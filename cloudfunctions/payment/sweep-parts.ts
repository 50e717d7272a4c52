import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { settleDuePayments } from './settle-due-payments';

export const paymentParts: readonly SweepPart[] = [
  { name: 'payments', every: MINUTE_MS, budgetMs: 4_000, run: settleDuePayments },
];
