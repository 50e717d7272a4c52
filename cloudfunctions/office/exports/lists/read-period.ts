import { refuse } from '../../../../contracts/errors';
import type { ExportPeriod } from '../../../../contracts/primitives/clock/export-period';
import { addMs, DAY_MS, startOfChinaDate } from '../../../../contracts/primitives/time';
import type { Period } from './export-lines';

/** From the beginning of the first day to the end of the last; China has no days of another length. @throws TuankaError invalid_input */
export function readPeriod({ from, until }: ExportPeriod): Period {
  const [first, last] = [startOfChinaDate(from), startOfChinaDate(until)];
  if (first === null || last === null) throw refuse('invalid_input', 'no such day');
  return { from: first, end: addMs(last, DAY_MS) };
}
