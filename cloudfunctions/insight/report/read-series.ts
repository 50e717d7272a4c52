import type { Cut, Sums } from '../../../contracts/primitives/insight/measures';
import {
  isOpen,
  periodBefore,
  periodsUntil,
  yearBefore,
  type Period,
} from '../../../contracts/primitives/insight/periods';
import { instant, startOfChinaDate, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { rowIdOf } from '../rows/row-key';

interface Point {
  period: string;
  sums: Sums;
  isOpen: boolean;
}

interface Asked {
  range: { period: Period; until: ChinaDate | null; count: number };
  cut: Cut;
  value: string;
  compare: 'none' | 'before' | 'year';
}

/** Two reads, however many members there are and however long ago it was. */
export async function readSeries(
  { store, now }: ReadCall<'operator'>,
  { range, cut, value, compare }: Asked,
): Promise<{ points: Point[]; compared: Point[]; asOf: Instant; now: Instant }> {
  const { period, until, count } = range;
  const periods = periodsUntil(period, dayOf(until, now), count);
  const others = comparedWith(period, periods, compare);
  const idOf = (bucket: string): string => rowIdOf({ grain: period, bucket, cut, value });
  const [figures, asOf] = await Promise.all([
    store.figures.getMany([...new Set([...periods, ...others].map(idOf))]),
    readAsOf(store),
  ]);
  const sumsOf = new Map(figures.map((figure) => [figure._id, figure.sums]));
  const pointOf = (name: string): Point => ({
    period: name,
    sums: sumsOf.get(idOf(name)) ?? {},
    isOpen: isOpen(period, name, now),
  });
  return { points: periods.map(pointOf), compared: others.map(pointOf), asOf, now };
}

/** A moment of the day that was asked for. */
export const dayOf = (day: ChinaDate | null, now: Instant): Instant =>
  (day === null ? null : startOfChinaDate(day)) ?? now;

/** What each period is compared with. */
export function comparedWith(
  period: Period,
  periods: readonly string[],
  compare: Asked['compare'],
): string[] {
  if (compare === 'none') return [];
  return periods.map((name) =>
    compare === 'year' ? yearBefore(period, name) : periodBefore(period, name, periods.length),
  );
}

/** Everything that was told until then is counted. */
export const readAsOf = async (store: Pick<ReadStore, 'figureStates'>): Promise<Instant> =>
  (await store.figureStates.get('state'))?.asOf ?? instant(0);
