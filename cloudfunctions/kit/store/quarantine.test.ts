import { HOUR_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import { waitAfter } from './quarantine';

it.each([
  [1, MINUTE_MS],
  [2, 2 * MINUTE_MS],
  [5, 16 * MINUTE_MS],
  [9, 256 * MINUTE_MS],
  [10, 6 * HOUR_MS],
  [100_000, 6 * HOUR_MS],
])('after %i failures in a row a document waits %i ms', (count, ms) => {
  expect(waitAfter(count)).toBe(ms);
});
