import { behindFigure, behindKinds, behindWords } from './behind';
import { figureKeys } from './figures';

it('of every figure there is a list, and of no other', () => {
  expect(Object.keys(behindFigure).sort()).toEqual([...figureKeys()].sort());
  for (const kinds of Object.values(behindFigure)) expect(kinds.length).toBeGreaterThan(0);
});

it('every kind is behind a figure, and has words', () => {
  const used = new Set(Object.values(behindFigure).flat());
  expect([...used].sort()).toEqual([...behindKinds].sort());
  expect(new Set(Object.values(behindWords)).size).toBe(behindKinds.length);
});
