import { segmentKey } from '../../../contracts/audience/segment-values';
import { periodOf, startOfNamed } from '../../../contracts/primitives/insight/periods';
import {
  addMs,
  chinaDateOf,
  chinaDayNumber,
  DAY_MS,
  endOfChinaDay,
  MINUTE_MS,
  startOfChinaDay,
  startOfChinaYesterday,
  type Instant,
} from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { oneOf, within } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { EVERYONE } from '../segments/built-in';
import { countedUpTo } from '../segments/fold-changes';
import { lifecycleStages } from './read-lifecycle';

type Call = Pick<TimerCall, 'store' | 'now'>;
type Day = DocumentOf<'lifecycleDays'>;
type Segment = DocumentOf<'segments'>;

/** By then what was crossed until midnight is counted, also what a turn of the sweep wrote late. */
const COUNTED_AFTER_MS = 10 * MINUTE_MS;
const NEVER_ORDERED = 'seg_never-ordered';
const DORMANT = 'seg_dormant';

const dueAt = (now: Instant): Instant => addMs(startOfChinaDay(chinaDayNumber(now)), COUNTED_AFTER_MS);

/** When the day that ended is to be written down. */
export async function nextLifecycleDayAt({ store, now }: Call): Promise<Instant> {
  const known = await store.lifecycleDays.get(chinaDateOf(startOfChinaYesterday(now)));
  return known ? addMs(dueAt(now), DAY_MS) : dueAt(now);
}

/**
 * Once a day: how many were in each stage when yesterday ended, how often somebody came or left, and of the month how many went quiet. A day on
 * which no sweep ran is not known, and stays out.
 */
export async function keepLifecycleDays(call: Call): Promise<{ lifecycleDays: number }> {
  const { store, now } = call;
  const start = startOfChinaYesterday(now);
  const _id = chinaDateOf(start);
  if (now < dueAt(now) || (await store.lifecycleDays.get(_id))) return { lifecycleDays: 0 };
  if ((await countedUpTo(call)) < endOfChinaDay(start)) return { lifecycleDays: 0 };
  const day = await dayOf(call, start);
  const isKept = await store.transact((transaction) => save(transaction, day));
  return { lifecycleDays: isKept ? 1 : 0 };
}

async function dayOf(call: Call, start: Instant): Promise<Day> {
  const { store, now } = call;
  const segments = await store.segments.getMany([...lifecycleStages, EVERYONE, NEVER_ORDERED]);
  const keys = segments.flatMap((segment) => keyOf(segment) ?? []);
  const counts = new Map((await store.segmentCounts.getMany(keys)).map(({ _id, total }) => [_id, total]));
  const told = await Promise.all(
    segments.map(async (segment) => {
      const key = keyOf(segment);
      return { segmentId: segment._id, ...(key === null ? NOBODY : await stageOf(call, key, counts, start)) };
    }),
  );
  const membersOf = (id: string): number => told.find(({ segmentId }) => segmentId === id)?.members ?? 0;
  return {
    _id: chinaDateOf(start),
    stages: told.filter(({ segmentId }) => lifecycleStages.some((stage) => stage === segmentId)),
    active: Math.max(0, membersOf(EVERYONE) - membersOf(NEVER_ORDERED) - membersOf(DORMANT)),
    countedAt: now,
  };
}

const NOBODY = { members: 0, entered: 0, left: 0 };

/** What was crossed since midnight is taken back, so that a sweep that is late tells the same. */
async function stageOf(
  { store, now }: Call,
  key: string,
  counts: ReadonlyMap<string, number>,
  start: Instant,
): Promise<typeof NOBODY> {
  const crossed = (entered: boolean, from: Instant, until: Instant): Promise<number> =>
    store.segmentChanges.count({
      where: { key, entered, why: oneOf(['told', 'time'] as const), writtenAt: within(from, until) },
    });
  const end = endOfChinaDay(start);
  const [entered, left, enteredSince, leftSince] = await Promise.all([
    crossed(true, start, end),
    crossed(false, start, end),
    crossed(true, end, now),
    crossed(false, end, now),
  ]);
  return { members: Math.max(0, (counts.get(key) ?? 0) - enteredSince + leftSince), entered, left };
}

const keyOf = ({ _id, current }: Segment): string | null =>
  current === null ? null : segmentKey(_id, current.version);

/** @returns whether it was not kept before: a day is added to its month once */
async function save(transaction: TransactionStore, day: Day): Promise<boolean> {
  if (await transaction.lifecycleDays.get(day._id)) return false;
  await transaction.lifecycleDays.insert(day);
  const start = startOfChinaYesterday(day.countedAt);
  const month = periodOf('month', start);
  const known = await transaction.lifecycleMonths.get(month);
  const monthStart = startOfNamed(month) ?? start;
  const before = known ? null : await transaction.lifecycleDays.get(chinaDateOf(addMs(monthStart, -DAY_MS)));
  const lapsed = day.stages.find(({ segmentId }) => segmentId === DORMANT)?.entered ?? 0;
  await transaction.lifecycleMonths.replace({
    _id: month,
    lapsed: (known?.lapsed ?? 0) + lapsed,
    activeAtStart: known ? known.activeAtStart : (before?.active ?? null),
    days: (known?.days ?? 0) + 1,
  });
  return true;
}
