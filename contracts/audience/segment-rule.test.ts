import { segmentRule, type Condition, type SegmentRule } from './segment-rule';

describe('a rule as it is written', () => {
  const leaf: Condition = { if: 'tags', min: 1, max: null };
  const nested = (depth: number): SegmentRule => (depth === 0 ? leaf : { not: nested(depth - 1) });
  it.each<[string, unknown, boolean]>([
    ['a condition', leaf, true],
    ['a range with no end', { if: 'points', min: null, max: null }, false],
    ['a range that holds nothing', { if: 'points', min: 2, max: 1 }, false],
    ['one that holds one value', { if: 'points', min: 2, max: 2 }, true],
    ['an empty part of the thousand', { if: 'bucket', from: 5, until: 5 }, false],
    ['401 days', { if: 'orders', days: 401, min: 1, max: null }, false],
    ['400 days', { if: 'orders', days: 400, min: 1, max: null }, true],
    ['no tier', { if: 'tier', anyOf: [] }, false],
    ['a tier by its id', { if: 'tier', anyOf: [0, 9999] }, true],
    ['nothing in all', { all: [] }, false],
    ['both all and any', { all: [leaf], any: [leaf] }, false],
    ['what nobody knows', { if: 'mood', min: 1, max: null }, false],
    ['six deep', nested(5), true],
    ['seven deep', nested(6), false],
    [
      'sixty conditions',
      { any: [1, 2, 3].map(() => ({ all: Array.from({ length: 20 }, () => leaf) })) },
      true,
    ],
    [
      'sixty-one',
      { any: [...[1, 2, 3].map(() => ({ all: Array.from({ length: 20 }, () => leaf) })), leaf] },
      false,
    ],
  ])('%s: %s', (_what, written, isRule) => {
    expect(segmentRule().safeParse(written).success).toBe(isRule);
  });

  it.each<[number | null, number | null, number[]]>([
    [2, null, [2, 3, 4]],
    [null, 1, [0, 1]],
    [3, 3, [3]],
  ])('names tiers by their ids where they were named by places: %s to %s are %j', (min, max, anyOf) => {
    expect(segmentRule().parse({ not: { if: 'tier', min, max } })).toEqual({ not: { if: 'tier', anyOf } });
  });
});
