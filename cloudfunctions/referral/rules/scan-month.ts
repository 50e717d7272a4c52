import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';

/** A month is counted in so many documents: as many people scan at once as a group has, and each counts in one transaction. */
export const SCAN_PARTS = 16;

/** Where somebody’s first scan is counted. @param key who it is; the same person is always of the same part */
export function scanMonthOf(key: string, at: Instant): { _id: string; month: string } {
  const month = chinaDateOf(at).slice(0, 7);
  const part = [...key].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % SCAN_PARTS, 0);
  return { _id: `${month}:${part}`, month };
}
