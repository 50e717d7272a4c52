import { linePoints } from './line-points';

it.each([
  [[0, 5, 10], '0,20 50,10 100,0'],
  [[-10, 0, 10], '0,20 50,10 100,0'],
  [[0, 0], '0,20 100,20'],
  [[7], '0,0'],
])('%j is drawn as %s', (values, points) => {
  expect(linePoints(values, 100, 20)).toBe(points);
});
