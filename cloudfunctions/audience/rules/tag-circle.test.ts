import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { hasTagCircle } from './tag-circle';

const tag = (...anyOf: string[]): SegmentRule => ({ if: 'tag', anyOf });
const segment = (id: string): SegmentRule => ({ if: 'segment', id });
const orders: SegmentRule = { if: 'orders', days: null, min: 3, max: null };
const counted: SegmentRule = { if: 'tags', min: 1, max: null };

describe('a tag by rule', () => {
  it.each<[string, [string, string][], Record<string, SegmentRule>, boolean]>([
    ['of what was bought', [['a', 'seg_a']], { seg_a: orders }, false],
    ['of a tag that is given', [['a', 'seg_a']], { seg_a: { all: [orders, tag('x')] } }, false],
    ['of itself', [['a', 'seg_a']], { seg_a: { not: tag('a') } }, true],
    ['of itself, a segment away', [['a', 'seg_a']], { seg_a: segment('seg_b'), seg_b: tag('a') }, true],
    ['of how many tags there are', [['a', 'seg_a']], { seg_a: counted }, true],
    [
      'of another that is by rule',
      [
        ['a', 'seg_a'],
        ['b', 'seg_b'],
      ],
      { seg_a: tag('b'), seg_b: orders },
      false,
    ],
    [
      'of another that is of it',
      [
        ['a', 'seg_a'],
        ['b', 'seg_b'],
      ],
      { seg_a: tag('b'), seg_b: { any: [orders, tag('a')] } },
      true,
    ],
    ['of a segment that is gone', [['a', 'seg_a']], {}, false],
  ])('%s', (_what, following, rules, isCircular) => {
    expect(hasTagCircle(new Map(following), (id) => rules[id] ?? null)).toBe(isCircular);
  });
});
