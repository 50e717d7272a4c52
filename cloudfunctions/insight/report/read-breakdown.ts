import { NO_VALUE, type Cut, type Grain, type Sums } from '../../../contracts/primitives/insight/measures';
import { isOpen, periodBefore, periodOf } from '../../../contracts/primitives/insight/periods';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { EVER } from '../rows/buckets';
import { rowIdOf } from '../rows/row-key';
import { loadLabels } from './load-labels';
import { dayOf, readAsOf } from './read-series';

const PAGE = 100;

interface Asked {
  period: Grain;
  day: ChinaDate | null;
  cut: Cut;
  cursor: string | null;
}

interface Row {
  value: string;
  label: string;
  sums: Sums;
  before: Sums;
}

/** One period by what it is broken down by, beside the period before. */
export async function readBreakdown(
  { store, now }: ReadCall<'operator'>,
  { period, day, cut, cursor }: Asked,
): Promise<{ rows: Row[]; isOpen: boolean; asOf: Instant; nextCursor: string | null }> {
  const bucket = period === 'ever' ? EVER : periodOf(period, dayOf(day, now));
  const [{ items, nextCursor }, asOf] = await Promise.all([
    store.figures.find({
      where: { grain: period, cut, bucket },
      orderBy: 'value',
      limit: PAGE,
      cursor,
    }),
    readAsOf(store),
  ]);
  const values = items.map(({ value }) => value);
  const [labels, before] = await Promise.all([
    loadLabels(store, cut, values, now),
    period === 'ever'
      ? []
      : store.figures.getMany(
          values.map((value) =>
            rowIdOf({ grain: period, bucket: periodBefore(period, bucket, 1), cut, value }),
          ),
        ),
  ]);
  const sumsBefore = new Map(before.map((figure) => [figure.value, figure.sums]));
  const rows = items
    .filter(({ sums }) => Object.keys(sums).length > 0)
    .map(({ value, sums }) => ({
      value,
      label: labels.get(value) ?? (value === NO_VALUE ? '无' : value),
      sums,
      before: sumsBefore.get(value) ?? {},
    }));
  return {
    rows: rows.sort((a, b) => worthOf(b.sums) - worthOf(a.sums)),
    isOpen: period === 'ever' || isOpen(period, bucket, now),
    asOf,
    nextCursor,
  };
}

/** By what they stand in order: what was sold, of messages what they sold. */
const worthOf = ({ grossFen = 0, refundFen = 0, messageOrderFen = 0 }: Sums): number =>
  grossFen === 0 && refundFen === 0 ? messageOrderFen : grossFen - refundFen;
