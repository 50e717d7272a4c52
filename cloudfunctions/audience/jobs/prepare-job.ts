import type { AudienceJob, JobAct } from '../../../contracts/audience/audience-jobs';
import { refuse } from '../../../contracts/errors';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { freezeSet } from '../sets/freeze-set';
import { journeyRefusal } from './journey-refusal';
import { viewOf } from './job-view';

/** What was prepared and not begun by then is forgotten. */
const WAITS_MS = DAY_MS;

interface Wish {
  segmentId: string;
  act: JobAct;
  reason: string;
}

/**
 * Settles whom it concerns, and shows how many; nothing is given yet.
 * @throws TuankaError segment_not_found, segment_not_ready, coupon_template_not_found, coupon_not_open, journey_not_found,
 * journey_not_published, journey_paused, journey_over
 */
export async function prepareJob(
  call: WriteCall<'operator'>,
  { segmentId, act, reason }: Wish,
): Promise<{ job: AudienceJob }> {
  const { store, now, requestId, staff } = call;
  const _id = `job_${requestId}`;
  const known = await store.audienceJobs.get(_id);
  if (known) return { job: viewOf(known) };
  const segment = await store.segments.require(segmentId, 'segment_not_found');
  const what = await nameOf(store, act);
  const { audienceId, members } = await freezeSet(call, { set: { segment: segmentId } });
  const job = await store.transact(async (transaction) => {
    const first = await transaction.audienceJobs.get(_id);
    if (first) return first;
    const fresh = {
      _id,
      segmentId,
      segment: segment.name,
      frozen: audienceId,
      act,
      what,
      reason,
      by: staff._id,
      byName: staff.name,
      roles: staff.roles,
      requestId,
      state: 'prepared' as const,
      members,
      position: 0,
      done: 0,
      skipped: [],
      undone: 0,
      at: now,
      begunAt: null,
      wakeAt: addMs(now, WAITS_MS),
    };
    await transaction.audienceJobs.insert(fresh);
    return fresh;
  });
  return { job: viewOf(job) };
}

async function nameOf(store: Pick<ReadStore, 'couponTemplates' | 'journeys'>, act: JobAct): Promise<string> {
  if (act.do === 'tag') return act.tag;
  if (act.do === 'task') return act.title;
  if (act.do === 'journey') {
    const journey = await store.journeys.require(act.journeyId, 'journey_not_found');
    const refusal = journeyRefusal(journey.status);
    if (refusal) throw refuse(refusal, act.journeyId);
    return journey.name;
  }
  const template = await store.couponTemplates.require(act.templateId, 'coupon_template_not_found');
  if (template.status !== 'published') throw refuse('coupon_not_open', act.templateId);
  return template.terms.title;
}
