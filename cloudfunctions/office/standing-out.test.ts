import { NO_FIGURES, type Figures } from './figures';
import { findingsOf, medianOf } from './standing-out';

it.each([
  [[], 0],
  [[5], 5],
  [[9, 1], 1],
  [[9, 1, 5], 5],
  [[1, 2, 3, 4], 2],
])('the median of %j is %d', (amounts, median) => {
  expect(medianOf(amounts)).toBe(median);
});

describe('what stands out', () => {
  it.each<[string, Partial<Figures>, number[], string[]]>([
    ['an ordinary day', { cashBills: 50, cashFen: 90_000, refundFen: 5000 }, [4000], []],
    ['refunds exactly three times the others', { refundFen: 30_000 }, [10_000], []],
    ['a fen above', { refundFen: 30_001 }, [10_000], ['refunds_above_others']],
    ['above three times, but little', { refundFen: 19_999 }, [100], []],
    ['above three times from 200 yuan', { refundFen: 20_000 }, [100], ['refunds_above_others']],
    ['nobody to compare with', { refundFen: 90_000 }, [], []],
    [
      'the middle of the others counts',
      { refundFen: 31_000 },
      [90_000, 10_000, 10_000],
      ['refunds_above_others'],
    ],
    ['one act for oneself', { ownValue: 1 }, [], ['own_value']],
    ['a bill that turned out to be one’s own', { ownBills: 1, ownBillFen: 300_000 }, [], ['own_bills']],
    ['one act at night', { outOfHours: 1 }, [], ['out_of_hours']],
    ['four ended bills', { bills: 4, endedBills: 4 }, [], []],
    ['five of sixteen', { bills: 16, endedBills: 5 }, [], ['ended_bills']],
    ['five of seventeen', { bills: 17, endedBills: 5 }, [], []],
    ['four adjustments', { adjustments: 4, adjustedPoints: 999 }, [], []],
    ['five', { adjustments: 5 }, [], ['adjustments']],
    ['a thousand points', { adjustments: 1, adjustedPoints: 1000 }, [], ['adjustments']],
    ['nine coupons by hand', { handCoupons: 9 }, [], []],
    ['ten', { handCoupons: 10 }, [], ['hand_coupons']],
    ['two taken back', { undone: 2 }, [], []],
    ['three', { undone: 3 }, [], ['undone']],
    ['attached bills are the member’s matter', { attaches: 9 }, [], []],
  ])('of a clerk: %s', (_name, day, others, kinds) => {
    expect(findingsOf({ ...NO_FIGURES, ...day }, 'staff', others).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    [2, []],
    [3, ['same_member']],
  ])('of a member who attached %d bills', (attaches, kinds) => {
    expect(findingsOf({ ...NO_FIGURES, attaches }, 'payer', []).map(({ kind }) => kind)).toEqual(kinds);
  });
});
