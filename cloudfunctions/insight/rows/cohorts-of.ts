import type { Sums } from '../../../contracts/primitives/insight/measures';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { monthOf, monthsBetween } from './buckets';
import type { RowKey } from './row-key';
import type { Orders } from './orders-of';
import type { Told } from './told-person';

/** A second order counts for a cohort within so many days of the first. */
export const SECOND_WITHIN_MS = 90 * DAY_MS;

/** Months since the first order, as rows name them: `00`, `01`, … */
const offsetText = (months: number): string => String(months).padStart(2, '0');

const offsetRow = (cohort: string, months: number): RowKey => ({
  grain: 'cohort',
  bucket: cohort,
  cut: 'offset',
  value: offsetText(months),
});

/**
 * Who began together: by the month of the first order that is kept, in which of the following months they bought and for how much; by
 * the month of joining, how many came to a first and a second order.
 * @param facts in order
 */
export function cohortsOf(facts: readonly Told[], { orders }: Orders): [RowKey, Sums][] {
  const rows: [RowKey, Sums][] = [];
  const [first, second] = orders.filter(({ isKept }) => isKept);
  const joined = facts.find(({ kind }) => kind === 'joined');
  if (joined)
    rows.push([
      { grain: 'cohort', bucket: monthOf(joined.at), cut: 'funnel', value: 'all' },
      { joined: 1, firstOrders: first ? 1 : 0, secondOrders: second ? 1 : 0 },
    ]);
  if (!first) return rows;
  const cohort = monthOf(first.fact.at);
  const isSoon = second !== undefined && second.fact.at <= addMs(first.fact.at, SECOND_WITHIN_MS);
  rows.push([offsetRow(cohort, 0), { firstOrders: 1, secondIn90: isSoon ? 1 : 0 }]);
  const months = new Set<number>();
  for (const { fact, amountFen, refunds, isKept } of orders) {
    const offset = Math.max(0, monthsBetween(cohort, monthOf(fact.at)));
    if (isKept) months.add(offset);
    rows.push([offsetRow(cohort, offset), { grossFen: amountFen }]);
    for (const refund of refunds)
      rows.push([
        offsetRow(cohort, Math.max(0, monthsBetween(cohort, monthOf(refund.fact.at)))),
        { refundFen: refund.amountFen },
      ]);
  }
  for (const offset of months) rows.push([offsetRow(cohort, offset), { buyers: 1 }]);
  return rows;
}
