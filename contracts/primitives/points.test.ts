import { isPoints, points, pointsChangeText, pointsText } from './points';

describe('points', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('%p is an amount of points', (value) => {
    expect(points(value)).toBe(value);
  });

  it.each([-1, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1, '5', null])('%p is none', (value) => {
    expect(isPoints(value)).toBe(false);
  });

  it('refuses to make one', () => {
    expect(() => points(-1)).toThrow(RangeError);
  });

  it('reads well', () => {
    expect([0, 88, 1_000, 1_234_567].map(pointsText)).toEqual(['0', '88', '1,000', '1,234,567']);
    expect([1_000, -30, 0].map(pointsChangeText)).toEqual(['+1,000', '-30', '0']);
  });
});
