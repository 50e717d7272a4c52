import { partText, rfmSquares } from './rfm-squares';

const rule = (points: number) => ({ points });
const cells = [
  { r: 5, f: 1, m: 1, about: 3, rule: rule(1) },
  { r: 5, f: 1, m: 4, about: 2, rule: rule(2) },
  { r: 1, f: 5, m: 4, about: 7, rule: rule(3) },
];

it('a square is everybody of its recency and frequency, whatever they spent, or those of one part', () => {
  const all = rfmSquares(cells, null);
  expect(all[0]?.[0]).toEqual({ r: 5, f: 1, about: 5, rule: { any: [rule(1), rule(2)] } });
  expect(all[4]?.[4]).toEqual({ r: 1, f: 5, about: 7, rule: rule(3) });
  expect(all[2]?.[2]).toEqual({ r: 3, f: 3, about: 0, rule: null });
  expect(rfmSquares(cells, 4)[0]?.[0]).toEqual({ r: 5, f: 1, about: 2, rule: rule(2) });
});

it.each([
  [1, 'up to 3'],
  [4, 'up to 40'],
  [5, 'above 40'],
])('part %i ends at its own cut, the last one nowhere', (part, text) => {
  const words = {
    say: String,
    above: (end: string) => `above ${end}`,
    upTo: (end: string) => `up to ${end}`,
  };
  expect(partText([3, 7, 20, 40], part, words)).toBe(text);
});
