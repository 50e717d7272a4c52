import type { Doers } from '../../audience/jobs/doers';
import { giveCoupons } from '../../audience/jobs/give-coupons';
import { giveTags } from '../../audience/jobs/give-tags';
import { enterSegment } from './enter-segment';
import { openSegmentTasks } from './open-segment-tasks';

/** What can be done to everybody of a segment. */
export const jobDoers: Doers = {
  coupon: giveCoupons,
  tag: giveTags,
  journey: enterSegment,
  task: openSegmentTasks,
};
