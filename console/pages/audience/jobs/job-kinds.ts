import type { JobAct } from '@contracts/audience/audience-jobs';

export type JobKind = JobAct['do'];
/** What can be done for everybody of a segment. */
export const jobKinds = ['coupon', 'tag', 'journey', 'task'] as const satisfies readonly JobKind[];
export const isJobKind = (text: string | null): text is JobKind => jobKinds.some((kind) => kind === text);
