import type { MemberId } from '../../../contracts/primitives/ids';
import { loadNumbered } from '../../audience/bitmaps/load-numbered';
import { hasOwnAffair } from '../../audience/jobs/has-own-affair';
import { journeyRefusal } from '../../audience/jobs/journey-refusal';
import { readJob, type Acting } from '../../audience/jobs/read-job';
import { saveSlice } from '../../audience/jobs/save-slice';
import type { Store } from '../../kit/store/store';
import { loadMoving, type Journey, type Looking, type Moving } from '../run/load-moving';
import { beginRun, type Begun, type Cause } from '../trigger/begin-run';
import { readEntered } from '../trigger/read-entered';

/** Why somebody did not enter, in the words of what is done to segments. */
const whys: Readonly<Record<Exclude<Begun, 'entered' | 'not_running'>, string>> = {
  owner_frozen: 'owner_frozen',
  running: 'was_in',
  once: 'was_in',
  too_soon: 'too_soon',
  held_out: 'held_out',
  filtered: 'filtered',
  gone: 'no_longer',
  opted_out: 'not_wanted',
};

/** A slice of a segment enters a journey; the job is the cause, so that a slice that is repeated lets nobody in twice and counts the same. */
export async function enterSegment(store: Store, acting: Acting<'journey'>): Promise<void> {
  const { job, act, numbers, now } = acting;
  const moving = await loadMoving({ store, now });
  const journey = moving.journeys.get(act.journeyId);
  const people = await loadNumbered(store, numbers, 'refuse');
  const cause: Cause = { id: `job:${job._id}`, at: job.begunAt ?? job.at, byHand: true };
  const skips: string[] = [];
  for (const { _id } of people) {
    const why = journey
      ? await comeIn(store, moving, { job, journey, memberId: _id, cause })
      : 'journey_not_found';
    if (why !== null) skips.push(why);
  }
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, acting);
    if (!stored) return;
    await saveSlice(transaction, stored, acting, { looked: people.length, skips });
  });
}

interface Coming {
  job: Acting<'journey'>['job'];
  journey: Journey;
  memberId: MemberId;
  cause: Cause;
}

/** @returns why they did not enter; null: they did, now or when this was told before, whatever became of them since */
async function comeIn(store: Store, moving: Moving<Looking>, coming: Coming): Promise<string | null> {
  const { job, journey, memberId, cause } = coming;
  if (await readEntered(store, journey._id, memberId, cause)) return null;
  // Who is a part of somebody else by now is not let in as them: whom it concerns was settled.
  if ((await store.members.get(memberId))?.status !== 'active') return 'no_longer';
  if (await hasOwnAffair(store, job, memberId)) return 'own_affair';
  const came = await beginRun(moving, journey, memberId, cause);
  if (came === 'entered') return null;
  return came === 'not_running' ? (journeyRefusal(journey.status) ?? 'journey_not_published') : whys[came];
}
