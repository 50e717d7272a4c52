import { measures, type Measure, type Sums } from '../../../contracts/primitives/insight/measures';
import { DAY, dateOf, type Order, type Past } from './told-past';

const monthNumber = (at: number): number => {
  const [year = 0, month = 0] = dateOf(at).split('-').map(Number);
  return year * 12 + month;
};

/** Rows of who began together, one person after the other. */
export function recountedCohorts(
  past: Past,
  orders: readonly Order[],
): Map<string, Partial<Record<Measure, number>>> {
  const rows = new Map<string, Partial<Record<Measure, number>>>();
  const add = (id: string, sums: Sums): void => {
    const row = rows.get(id) ?? {};
    for (const measure of measures)
      if (sums[measure]) row[measure] = (row[measure] ?? 0) + (sums[measure] ?? 0);
    rows.set(id, row);
  };
  for (const person of new Set(past.byTime.map(({ memberId }) => past.personOf(memberId)))) {
    const theirs = orders.filter(({ paid }) => past.personOf(paid.memberId) === person);
    const [first, second] = theirs.filter(({ isKept }) => isKept);
    const joined = past.byTime.find(
      ({ kind, memberId }) => kind === 'joined' && past.personOf(memberId) === person,
    );
    if (joined)
      add(`cohort:${dateOf(joined.at).slice(0, 7)}:funnel:all`, {
        joined: 1,
        firstOrders: first ? 1 : 0,
        secondOrders: second ? 1 : 0,
      });
    if (!first) continue;
    const since = (at: number): string => {
      const months = Math.max(0, monthNumber(at) - monthNumber(first.paid.at));
      return `cohort:${dateOf(first.paid.at).slice(0, 7)}:offset:${String(months).padStart(2, '0')}`;
    };
    add(since(first.paid.at), {
      firstOrders: 1,
      secondIn90: second && second.paid.at - first.paid.at <= 90 * DAY ? 1 : 0,
    });
    for (const id of new Set(theirs.filter(({ isKept }) => isKept).map(({ paid }) => since(paid.at))))
      add(id, { buyers: 1 });
    for (const { paid, refunds } of theirs) {
      add(since(paid.at), { grossFen: paid.amountFen ?? 0 });
      for (const refund of refunds) add(since(refund.at), { refundFen: refund.amountFen ?? 0 });
    }
  }
  return rows;
}
