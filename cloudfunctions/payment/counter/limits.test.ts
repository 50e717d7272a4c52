import { dayAfter, EMPTY_DAY, limitAbove, type CounterAct, type CounterDay } from './limits';

const limits = { cashBillsPerDay: 3, cashFenPerDay: 10_000, refundFenPerDay: 5000 };
const cash = (amountFen: number): CounterAct => ({ kind: 'cash', amountFen });
const refund = (amountFen: number): CounterAct => ({ kind: 'refund', amountFen });

describe('what waits for a second person', () => {
  it.each<[string, Partial<CounterDay>, CounterAct, string | null]>([
    ['the first bill', {}, cash(100), null],
    ['the last bill within the number', { cashBills: 2 }, cash(100), null],
    ['one more', { cashBills: 3 }, cash(100), '一天收现超过 3 笔'],
    ['cash exactly at the sum', { cashFen: 4000 }, cash(6000), null],
    ['a fen above it', { cashFen: 4000 }, cash(6001), '一天收现超过 100 元'],
    ['one bill above the sum', {}, cash(10_001), '一天收现超过 100 元'],
    ['a refund exactly at the sum', { refundFen: 4000 }, refund(1000), null],
    ['a fen above it', { refundFen: 4000 }, refund(1001), '一天退款超过 50 元'],
    ['refunds know nothing of cash', { cashBills: 99, cashFen: 99_999 }, refund(5000), null],
    ['cash knows nothing of refunds', { refundFen: 99_999 }, cash(100), null],
    ['nothing given back', { refundFen: 5000 }, refund(0), null],
  ])('%s', (_name, day, act, above) => {
    expect(limitAbove({ ...EMPTY_DAY, ...day }, act, limits)).toBe(above);
  });

  it('a day counts both apart', () => {
    const acts = [cash(100), refund(30), cash(200), refund(0)];
    expect(acts.reduce(dayAfter, EMPTY_DAY)).toEqual({
      cashBills: 2,
      cashFen: 300,
      refunds: 2,
      refundFen: 30,
    });
  });
});
