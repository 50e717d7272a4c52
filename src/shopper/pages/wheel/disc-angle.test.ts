import { angleFor, discPaint, middleOf } from './disc-angle';

describe('where the disc stops', () => {
  it.each([
    [0, 0, 4],
    [0, 3, 4],
    [1800, 2, 5],
    [2115, 0, 3],
    [7777.5, 8, 9],
  ])('from %d degrees the slice %i of %i stands on top, some turns later', (before, at, count) => {
    const angle = angleFor(before, at, count);
    expect((angle + middleOf(at, count)) % 360).toBeCloseTo(0, 6);
    expect(angle - before).toBeGreaterThanOrEqual(1800);
    expect(angle - before).toBeLessThan(1800 + 360);
  });

  it('each slice has its part, and neighbours differ, the last and the first, too', () => {
    const tones = [...discPaint(3).matchAll(/var\((--[a-z-]+)\)/g)].map(([, tone]) => tone);
    expect(tones).toEqual(['--primary-soft', '--accent-wash', '--sunken']);
    expect(discPaint(4)).toContain('270deg 360deg');
  });
});
