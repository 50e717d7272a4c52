import { fen, yuanText } from '../../../contracts/primitives/fen';

/** What one clerk, under whatever account, did on one China day without a second person. Pure. */
export interface CounterDay {
  cashBills: number;
  cashFen: number;
  refunds: number;
  refundFen: number;
}
export const EMPTY_DAY: CounterDay = { cashBills: 0, cashFen: 0, refunds: 0, refundFen: 0 };

export interface CounterAct {
  kind: 'cash' | 'refund';
  amountFen: number;
}

export interface CounterLimits {
  cashBillsPerDay: number;
  cashFenPerDay: number;
  refundFenPerDay: number;
}

export const dayAfter = (day: CounterDay, { kind, amountFen }: CounterAct): CounterDay =>
  kind === 'cash'
    ? { ...day, cashBills: day.cashBills + 1, cashFen: day.cashFen + amountFen }
    : { ...day, refunds: day.refunds + 1, refundFen: day.refundFen + amountFen };

export const daysTogether = (one: CounterDay, other: CounterDay): CounterDay => ({
  cashBills: one.cashBills + other.cashBills,
  cashFen: one.cashFen + other.cashFen,
  refunds: one.refunds + other.refunds,
  refundFen: one.refundFen + other.refundFen,
});

/** The limit this act would go above, in plain words; null: within all. Exactly at a limit is within. */
export function limitAbove(day: CounterDay, act: CounterAct, limits: CounterLimits): string | null {
  const after = dayAfter(day, act);
  if (after.cashBills > limits.cashBillsPerDay && act.kind === 'cash')
    return `一天收现超过 ${limits.cashBillsPerDay} 笔`;
  if (after.cashFen > limits.cashFenPerDay && act.kind === 'cash')
    return `一天收现超过 ${yuanText(fen(limits.cashFenPerDay))} 元`;
  if (after.refundFen > limits.refundFenPerDay && act.kind === 'refund')
    return `一天退款超过 ${yuanText(fen(limits.refundFenPerDay))} 元`;
  return null;
}
