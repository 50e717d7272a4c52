import type { Sums } from '../../../contracts/primitives/insight/measures';
import { isOpen, periodBefore, periodOf } from '../../../contracts/primitives/insight/periods';
import { addChinaMonths, startOfChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { within } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { monthsBetween } from '../rows/buckets';
import { SECOND_WITHIN_MS } from '../rows/cohorts-of';
import { readAsOf } from './read-series';

/** A year of cohorts, each followed for at most as long. */
const MONTHS = 12;
const PAGE = 500;

interface Cohort {
  month: string;
  began: number;
  secondIn90: number;
  is90Over: boolean;
  months: { buyers: number; netFen: number }[];
  funnel: { scanned: number; joined: number; firstOrders: number; secondOrders: number };
}

/** The cohorts of the twelve months up to one, with what became of them until now. */
export async function readCohorts(
  { store, now }: ReadCall<'operator'>,
  { until: asked }: { until: string | null },
): Promise<{ cohorts: Cohort[]; asOf: Instant; now: Instant }> {
  const until = asked ?? periodOf('month', now);
  const first = periodBefore('month', until, MONTHS - 1);
  const [offsets, funnels, scans, asOf] = await Promise.all([
    readRows(store, 'offset', first, until),
    readRows(store, 'funnel', first, until),
    readScans(store, first, until),
    readAsOf(store),
  ]);
  const months = Array.from({ length: MONTHS }, (_, back) => periodBefore('month', until, MONTHS - 1 - back));
  const cohorts = months
    .filter((month) => month <= periodOf('month', now))
    .map((month) => cohortOf(month, offsets, funnels, scans.get(month) ?? 0, now));
  return { cohorts, asOf, now };
}

type Figure = DocumentOf<'figures'>;

const readRows = (
  store: Pick<ReadStore, 'figures'>,
  cut: 'offset' | 'funnel',
  first: string,
  last: string,
): Promise<Figure[]> =>
  allPages((cursor) =>
    store.figures.find({
      where: { grain: 'cohort', cut, bucket: within(first, `${last}~`) },
      orderBy: 'bucket',
      limit: PAGE,
      cursor,
    }),
  );

/** Who opened a landing page for the first time, by month. */
async function readScans(
  store: Pick<ReadStore, 'scanMonths'>,
  first: string,
  last: string,
): Promise<Map<string, number>> {
  const parts = await allPages((cursor) =>
    store.scanMonths.find({
      where: { month: within(first, `${last}~`) },
      orderBy: 'month',
      limit: PAGE,
      cursor,
    }),
  );
  const scans = new Map<string, number>();
  for (const { month, people } of parts) scans.set(month, (scans.get(month) ?? 0) + people);
  return scans;
}

function cohortOf(
  month: string,
  offsets: readonly Figure[],
  funnels: readonly Figure[],
  scanned: number,
  now: Instant,
): Cohort {
  const byOffset = new Map<number, Sums>(
    offsets.filter(({ bucket }) => bucket === month).map(({ value, sums }) => [Number(value), sums]),
  );
  const { firstOrders = 0, secondIn90 = 0 } = byOffset.get(0) ?? {};
  const { sums: funnel = {} } = funnels.find(({ bucket }) => bucket === month) ?? {};
  const lasting = Math.min(MONTHS, monthsBetween(month, periodOf('month', now)) + 1);
  return {
    month,
    began: firstOrders,
    secondIn90,
    is90Over: isOver(month, now),
    months: Array.from({ length: lasting }, (_, offset) => {
      const { buyers = 0, grossFen = 0, refundFen = 0 } = byOffset.get(offset) ?? {};
      return { buyers, netFen: grossFen - refundFen };
    }),
    funnel: {
      scanned,
      joined: funnel.joined ?? 0,
      firstOrders: funnel.firstOrders ?? 0,
      secondOrders: funnel.secondOrders ?? 0,
    },
  };
}

/** Also for whoever began in the last moment of the month. */
function isOver(month: string, now: Instant): boolean {
  const start = startOfChinaDate(`${month}-01`);
  return start !== null && !isOpen('month', month, now) && now > addChinaMonths(start, 1) + SECOND_WITHIN_MS;
}
