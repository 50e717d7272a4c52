import { randomInt } from 'node:crypto';
import type { WheelPrize } from '../../../contracts/play/wheel-rule';
import { oddsText, WHOLE } from '../../../contracts/primitives/play/odds';
import { resultOf } from './wheel';

const DRAWS = 100_000;
/** Of five outcomes (four degrees of freedom) a fair wheel exceeds it once in three hundred thousand million runs. */
const BEYOND = 60;

const prize = (id: string, weight: number): WheelPrize => ({
  id,
  name: id,
  prize: { kind: 'points', points: 5 },
  weight,
  stock: null,
});
const prizes = [
  prize('gold', 1_000),
  prize('silver', 99_000),
  prize('bronze', 400_000),
  prize('never', 0),
  prize('five', 333_300),
];
const rule = { prizes, fallbackId: null };

/** How far what was drawn is from the odds members read. */
function chiSquare(roll: () => number): number {
  const drawn = new Map<string, number>();
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const { won } = resultOf(rule, roll(), {});
    drawn.set(won?.id ?? 'thanks', (drawn.get(won?.id ?? 'thanks') ?? 0) + 1);
  }
  expect(drawn.get('never')).toBeUndefined();
  const told = prizes
    .filter(({ weight }) => weight > 0)
    .map(({ id, weight }): [string, number] => [id, weight]);
  const rest = WHOLE - told.reduce((sum, [, weight]) => sum + weight, 0);
  return [...told, ['thanks', rest] as const].reduce((sum, [id, weight]) => {
    const expected = (DRAWS * Number.parseFloat(oddsText(weight))) / 100;
    return sum + ((drawn.get(id) ?? 0) - expected) ** 2 / expected;
  }, 0);
}

describe('a hundred thousand draws', () => {
  it('come out as the published odds say, and what has none never', () => {
    expect(chiSquare(() => randomInt(WHOLE))).toBeLessThan(BEYOND);
  });

  it('a wheel that leaves the last two of a hundred out would be noticed', () => {
    expect(chiSquare(() => randomInt((WHOLE / 100) * 98))).toBeGreaterThan(BEYOND);
  });
});
