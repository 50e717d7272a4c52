import { periodOf, startOfNamed } from '../../../contracts/primitives/insight/periods';
import type { Instant } from '../../../contracts/primitives/time';
import { EVER } from '../rows/buckets';

/** What may be counted again at a time: rows of a day, a week, a month, of all time, or of who began in a month. */
export const checkedGrains = ['day', 'week', 'month', 'cohort', 'ever'] as const;
export type CheckedGrain = (typeof checkedGrains)[number];

/** As its rows name it. */
export interface Checked {
  grain: CheckedGrain;
  bucket: string;
}

/** Where something that happened then is looked at. Whoever is in a cohort joined, or ordered first, in its month. */
export function checkedBucketOf(grain: CheckedGrain, at: Instant): string {
  if (grain === 'ever') return EVER;
  return periodOf(grain === 'cohort' ? 'month' : grain, at);
}

export const isIn = ({ grain, bucket }: Checked, at: Instant): boolean =>
  checkedBucketOf(grain, at) === bucket;

/** When it begins; null: with the first fact there is. */
export const startOfChecked = ({ grain, bucket }: Checked): Instant | null =>
  grain === 'ever' ? null : startOfNamed(bucket);
