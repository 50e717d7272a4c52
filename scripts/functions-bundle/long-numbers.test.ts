import { Long as OriginalLong } from 'bson';
import fc from 'fast-check';
import { assertRule } from '../../tests/stage/property';
import { Long } from './long-numbers';

describe('64-bit numbers as the bundles read them', () => {
  it('are the numbers the original reads', () => {
    const stored = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    assertRule(
      fc.property(stored, (number) => {
        const text = { $numberLong: number.toString() };
        expect(Long.fromExtendedJSON(text, { relaxed: true })).toBe(
          OriginalLong.fromExtendedJSON(text, { relaxed: true }),
        );
      }),
      { keptSeeds: [1], numRuns: 500 },
    );
  });

  it('are refused where they are wanted as they are stored', () => {
    expect(() => Long.fromExtendedJSON({ $numberLong: '1' })).toThrow('left out');
    expect(Long.isLong()).toBe(false);
  });
});
