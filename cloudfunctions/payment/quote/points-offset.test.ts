import { fen } from '../../../contracts/primitives/fen';
import { points } from '../../../contracts/primitives/points';
import { pointsOption } from './points-offset';

const RULE = { pointsPerYuan: 100, mostShare: 500, leastPoints: 100 };

interface Row {
  rule?: Partial<Parameters<typeof pointsOption>[0]['rule']>;
  balance?: number;
  fen?: number;
  alone?: string;
}
const optionOf = ({ rule = {}, balance = 100_000, fen: amount = 10_000, alone }: Row) =>
  pointsOption({ rule: { ...RULE, ...rule }, balance, use: true }, fen(amount), alone ?? null);

describe('what points take off', () => {
  it.each<[string, Row, [points: number, savedFen: number]]>([
    ['as many as the share lets in', {}, [5000, 5000]],
    ['as many as there are', { balance: 4999 }, [4999, 4999]],
    ['one fen less of a bill of odd fen: half of it, rounded down', { fen: 9999 }, [4999, 4999]],
    ['the whole, where the share is everything', { rule: { mostShare: 1000 } }, [10_000, 10_000]],
    ['exactly the least', { balance: 100 }, [100, 100]],
    ['exactly the least that the bill lets in', { fen: 200 }, [100, 100]],
    ['whole yuan at 1 point a yuan', { rule: { pointsPerYuan: 1, leastPoints: 1 }, fen: 399 }, [1, 100]],
    ['3 points for 2 fen at 150 a yuan', { rule: { pointsPerYuan: 150 }, balance: 200 }, [198, 132]],
    [
      '1 of 100 points that is worth 33.3 fen stays',
      { rule: { pointsPerYuan: 3, leastPoints: 1 }, balance: 100 },
      [99, 3300],
    ],
    ['10 points a fen', { rule: { pointsPerYuan: 1000 }, balance: 109, fen: 100 }, [100, 10]],
  ])('%s', (_name, row, [taken, savedFen]) => {
    expect(optionOf(row)).toEqual({
      balance: points(row.balance ?? 100_000),
      points: points(taken),
      savedFen: fen(savedFen),
      unusableReason: null,
    });
  });
});

describe('why they take nothing off', () => {
  it.each<[string, Row, string]>([
    ['nothing is left to pay', { fen: 0 }, '这单已经不用付款了'],
    ['before all else, and without points', { fen: 0, balance: 0 }, '这单已经不用付款了'],
    ['no points', { balance: 0 }, '还没有可用的积分'],
    ['one fewer than the least', { balance: 99 }, '满 100 积分可用，现有 99 积分'],
    [
      'fewer than come out even',
      { rule: { pointsPerYuan: 3, leastPoints: 1 }, balance: 2 },
      '满 3 积分可用，现有 2 积分',
    ],
    ['a coupon that stands alone', { alone: '满减券' }, '「满减券」不能与积分同享'],
    ['a bill one fen too small for the least', { fen: 199 }, '这单能抵的不到 100 积分，留着下次用'],
    ['a bill of one fen', { fen: 1 }, '这单能抵的不到 100 积分，留着下次用'],
    [
      'thousands are written with commas',
      { rule: { leastPoints: 20_000 }, balance: 19_999 },
      '满 20,000 积分可用，现有 19,999 积分',
    ],
  ])('%s', (_name, row, unusableReason) => {
    expect(optionOf(row)).toMatchObject({ points: 0, savedFen: 0, unusableReason });
  });
});

it.each([
  ['points that take nothing off', { pointsPerYuan: null }],
  ['a share of nothing', { mostShare: 0 }],
])('%s: no option at all', (_name, rule) => {
  expect(optionOf({ rule })).toBeNull();
});
