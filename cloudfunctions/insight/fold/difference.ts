import { plus, type Sums } from '../../../contracts/primitives/insight/measures';
import type { Contribution } from '../rows/contribution-of';
import { rowIdOf, type Counted } from '../rows/row-key';

/** What rows are to be changed by: what people add by now, without what they added before. Rows of which nothing changes stay out. */
export function differenceOf(after: readonly Contribution[], before: readonly Contribution[]): Counted[] {
  const rows = new Map<string, Counted>();
  const add = (contributions: readonly Contribution[], times: 1 | -1): void => {
    for (const contribution of contributions)
      for (const row of contribution.values()) {
        const id = rowIdOf(row);
        const sums: Sums = plus(rows.get(id)?.sums ?? {}, row.sums, times);
        rows.set(id, { ...row, sums });
      }
  };
  add(after, 1);
  add(before, -1);
  return [...rows.values()].filter(({ sums }) => Object.keys(sums).length > 0);
}
