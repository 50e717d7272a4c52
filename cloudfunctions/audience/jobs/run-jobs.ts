import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import type { Store } from '../../kit/store/store';
import { loadNumbers } from '../bitmaps/load-numbers';
import { removeBits } from '../sets/remove-frozen';
import type { Doers, Job, Slice } from './read-job';
import { takeTags } from './take-tags';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

const PAGE_OF_JOBS = 20;
/** A tag can be taken back so long, and whom it concerned is known. */
const UNDOABLE_MS = 30 * DAY_MS;
/** Few enough for one transaction with their tags, facts and entries. */
const SLICE = 5;
/** With whoever took them in, and their other parts. */
const UNDO_SLICE = 3;

/** Goes on with what was begun for a segment, a slice at a time; lets go of what is over. @param doers what each act does to some members */
export async function runJobs(call: Call, doers: Doers): Promise<{ jobsMoved: number }> {
  const { store, now, outOfTime } = call;
  let moved = 0;
  await workThrough(call, {
    collection: 'audienceJobs',
    trouble: 'audience_job_stuck',
    readPage: (cursor) =>
      store.audienceJobs.find({
        where: { wakeAt: atMost<Instant | null>(instant(now)) },
        orderBy: 'wakeAt',
        limit: PAGE_OF_JOBS,
        cursor,
      }),
    async work(job) {
      let stands: Job | null = job;
      while (stands && isDue(stands, now) && !outOfTime()) {
        moved += 1;
        stands = await moveOn(call, doers, stands);
      }
    },
  });
  return { jobsMoved: moved };
}

const isDue = ({ wakeAt }: Job, now: Instant): boolean => wakeAt !== null && wakeAt <= now;

/** @returns as it stands then */
async function moveOn({ store, now }: Call, doers: Doers, job: Job): Promise<Job | null> {
  if (job.state !== 'running' && job.state !== 'undoing') return close(store, job);
  const [key, most] = job.state === 'running' ? [job.frozen, SLICE] : [job._id, UNDO_SLICE];
  const { numbers, next } = await loadNumbers(store, key, job.position, most);
  const isOver = next === null;
  const after = {
    position: next ?? job.position,
    state: isOver ? (job.state === 'running' ? ('done' as const) : ('undone' as const)) : job.state,
    wakeAt: isOver ? addMs(now, UNDOABLE_MS) : now,
  };
  const slice = { job, numbers, after, now };
  if (job.state === 'undoing') await takeTags(store, slice);
  else await actOn(store, doers, slice);
  return store.audienceJobs.get(job._id);
}

function actOn(store: Store, doers: Doers, slice: Slice): Promise<void> {
  const { act } = slice.job;
  switch (act.do) {
    case 'coupon':
      return doers.coupon(store, { ...slice, act });
    case 'tag':
      return doers.tag(store, { ...slice, act });
    case 'journey':
      return doers.journey(store, { ...slice, act });
    case 'task':
      return doers.task(store, { ...slice, act });
  }
}

/**
 * The list of whom it concerned goes, and of whom it tagged: there is nothing to take back any more. First it is closed, so that nobody
 * begins or undoes what has no list.
 */
async function close(store: Store, job: Job): Promise<Job | null> {
  const closed = await store.transact(async (transaction) => {
    const stored = await transaction.audienceJobs.get(job._id);
    if (stored?.state !== job.state || stored.wakeAt !== job.wakeAt) return null;
    const state = stored.state === 'undone' ? ('undone' as const) : ('closed' as const);
    await transaction.audienceJobs.update(job._id, { state });
    return { ...stored, state };
  });
  if (closed === null) return null;
  for (const key of [job.frozen, job._id])
    if (!(await removeBits(store, key))) return store.audienceJobs.get(job._id);
  return store.transact(async (transaction) => {
    await transaction.frozenAudiences.remove(job.frozen);
    await transaction.audienceJobs.update(job._id, { wakeAt: null });
    return { ...closed, wakeAt: null };
  });
}
