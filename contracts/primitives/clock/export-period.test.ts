import { chinaDate } from '../../values';
import { isExportPeriod } from './export-period';

it.each([
  ['2026-03-01', '2026-03-01', true],
  ['2026-03-02', '2026-03-01', false],
  ['2026-03-01', '2027-02-28', true],
  ['2026-03-01', '2027-03-01', false],
  // No 29 February a year later: the year ends before the 28th.
  ['2028-02-29', '2029-02-27', true],
  ['2028-02-29', '2029-02-28', false],
  ['2026-02-30', '2026-03-01', false],
])('%s to %s: %s', (from, until, fits) => {
  expect(isExportPeriod({ from: chinaDate.parse(from), until: chinaDate.parse(until) })).toBe(fits);
});
