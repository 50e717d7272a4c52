import { addMs, chinaDateOf, type Instant } from '@contracts/primitives/time';

/** The last day before an end, with its year: `2027年2月28日`. */
export function lastDayText(end: Instant): string {
  const [year, month, day] = chinaDateOf(addMs(end, -1)).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
