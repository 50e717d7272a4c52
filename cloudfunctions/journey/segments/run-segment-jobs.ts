import { giveCoupons } from '../../audience/jobs/give-coupons';
import { giveTags } from '../../audience/jobs/give-tags';
import { runJobs } from '../../audience/jobs/run-jobs';
import type { TimerCall } from '../../kit/host/serve-timer';
import { enterSegment } from './enter-segment';
import { openSegmentTasks } from './open-segment-tasks';

/** Goes on with whatever was begun for a segment: journeys and what people are to do stand above the audience, so they are handed in here. */
export const runSegmentJobs = (
  call: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>,
): Promise<{ jobsMoved: number }> =>
  runJobs(call, { coupon: giveCoupons, tag: giveTags, journey: enterSegment, task: openSegmentTasks });
