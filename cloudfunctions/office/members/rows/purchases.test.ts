import { addMs, DAY_MS, instant } from '../../../../contracts/primitives/time';
import { buyingOf, purchasesOf } from './purchases';

const paidAt = instant(Date.parse('2026-11-01T12:00:00+08:00'));
const paid = (orderId: string, amountFen: number, at = paidAt) => ({
  kind: 'paid',
  at,
  amountFen,
  refs: { orderId },
});
const refunded = (orderId: string, amountFen: number, whole: boolean) => ({
  kind: 'refunded',
  at: addMs(paidAt, DAY_MS),
  amountFen,
  refs: { orderId, whole },
});

describe('what a member bought and kept', () => {
  it.each([
    ['a payment', [paid('a', 100)], [100]],
    ['a payment told twice', [paid('a', 100), paid('a', 100)], [100]],
    ['one that came back in part', [paid('a', 100), refunded('a', 30, false)], [70]],
    ['whose refund is read first', [refunded('a', 30, false), paid('a', 100)], [70]],
    ['one that came back whole', [paid('a', 100), refunded('a', 100, true)], []],
    ['one that cost nothing', [paid('a', 0)], [0]],
    ['a refund of an order from before', [refunded('b', 30, true)], []],
  ])('%s', (_what, facts, amounts) => {
    expect(purchasesOf(facts).map(({ amountFen }) => amountFen)).toEqual(amounts);
  });

  it.each([
    [0, [1, 1, 1], 30],
    [30 * DAY_MS - 1, [1, 1, 1], 30],
    [30 * DAY_MS, [0, 1, 1], 90],
    [90 * DAY_MS - 1, [0, 1, 1], 90],
    [90 * DAY_MS, [0, 0, 1], 365],
    [365 * DAY_MS, [0, 0, 0], null],
  ])('%d ms after it was paid', (later, orders, leavesAfterDays) => {
    const { windows, dueAt } = buyingOf(purchasesOf([paid('a', 100)]), addMs(paidAt, later));
    expect(windows.map((one) => one.orders)).toEqual(orders);
    expect(windows.map((one) => one.amountFen)).toEqual(orders.map((n) => n * 100));
    expect(dueAt).toBe(leavesAfterDays === null ? null : addMs(paidAt, leavesAfterDays * DAY_MS));
  });
});
