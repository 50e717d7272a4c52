import fc from 'fast-check';
import { assertRule } from '../../../tests/stage/property';
import { segmentsOf, segmentSet, type SegmentSet } from '../../../contracts/audience/segment-set';
import {
  bitsStored,
  CHUNK_BYTES,
  CHUNK_MEMBERS,
  chunkOf,
  hasBit,
  noBits,
  numbersIn,
  popCount,
  setBit,
  storedBits,
} from './bits';
import { combined } from './combined';
import { estimateOf } from '../../kit/sample/estimate';

const bitsOf = (numbers: readonly number[]) => {
  const bits = noBits();
  for (const seq of numbers) setBit(bits, seq, true);
  return bits;
};

describe('the bits of a chunk', () => {
  it.each([
    [0, 0],
    [65_535, 0],
    [65_536, 1],
    [9_999_999, 152],
  ])('number %d is in chunk %d', (seq, chunk) => {
    expect(chunkOf(seq)).toBe(chunk);
    const bits = bitsOf([seq]);
    expect(numbersIn(bits, chunk)).toEqual([seq]);
    setBit(bits, seq, false);
    expect(popCount(bits)).toBe(0);
  });

  it('take 8 KB at most, and nothing of the empty end', () => {
    expect(CHUNK_BYTES).toBe(8192);
    expect(Buffer.from(storedBits(noBits().fill(255)), 'base64')).toHaveLength(8192);
    expect(storedBits(noBits())).toBe('');
    expect(storedBits(bitsOf([8]))).toBe('AAE=');
    expect(bitsStored(storedBits(bitsOf([0, 8, 65_535])))).toEqual(bitsOf([0, 8, 65_535]));
  });

  const numbers = fc.uniqueArray(fc.nat(300), { maxLength: 60 });
  it('count and combine as sets do', () => {
    const set: fc.Arbitrary<SegmentSet> = fc.letrec<{ set: SegmentSet }>((tie) => ({
      set: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom('a', 'b', 'c').map((segment) => ({ segment })),
        fc.array(tie('set'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('set'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('set').map((not) => ({ not })),
      ),
    })).set;
    assertRule(
      fc.property(set, numbers, numbers, numbers, (wanted, a, b, everybody) => {
        const members: Record<string, number[]> = { a, b, c: [] };
        const isIn = (one: SegmentSet, seq: number): boolean => {
          if ('segment' in one) return members[one.segment]?.includes(seq) ?? false;
          if ('not' in one) return !isIn(one.not, seq);
          return 'all' in one
            ? one.all.every((each) => isIn(each, seq))
            : one.any.some((each) => isIn(each, seq));
        };
        const bits = combined(wanted, (id) => bitsOf(members[id] ?? []), bitsOf(everybody));
        const expected = everybody.filter((seq) => isIn(wanted, seq)).sort((x, y) => x - y);
        expect(numbersIn(bits, 0)).toEqual(expected);
        expect(popCount(bits)).toBe(expected.length);
        expect(everybody.every((seq) => hasBit(bits, seq) === isIn(wanted, seq))).toBe(true);
      }),
      { keptSeeds: [18] },
    );
  });

  it('of the first and the last of a chunk', () => {
    expect(numbersIn(bitsOf([CHUNK_MEMBERS, 2 * CHUNK_MEMBERS - 1]), 1)).toEqual([65_536, 131_071]);
  });
});

it('a set names its segments once', () => {
  const set = { all: [{ segment: 'seg_a' }, { not: { any: [{ segment: 'seg_a' }, { segment: 'seg_b' }] } }] };
  expect(segmentsOf(segmentSet().parse(set))).toEqual(['seg_a', 'seg_b']);
});

describe('an estimate', () => {
  it.each([
    [0, 0, 0, [0, 0, 0]],
    [30, 100, 100, [30, 30, 30]],
    [0, 1000, 1_000_000, [0, 0, 3827]],
    [1000, 1000, 1_000_000, [1_000_000, 996_173, 1_000_000]],
    [100, 1000, 1_000_000, [100_000, 82_909, 120_153]],
  ])('of %d in a sample of %d of %d', (hits, looked, all, [about, from, until]) => {
    expect(estimateOf(hits, looked, all)).toEqual({ about, from, until });
  });
});
