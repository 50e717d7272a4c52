import { addChinaMonths, startOfChinaDate, type ChinaDate } from '../time';

export interface ExportPeriod {
  from: ChinaDate;
  until: ChinaDate;
}

/** Whole China days, both included, not backwards, and a year at most: a file has to be written within its time. */
export function isExportPeriod({ from, until }: ExportPeriod): boolean {
  const [first, last] = [startOfChinaDate(from), startOfChinaDate(until)];
  return first !== null && last !== null && first <= last && last < addChinaMonths(first, 12);
}
