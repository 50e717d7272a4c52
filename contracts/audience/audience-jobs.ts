import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { unshown } from '../text-marks';
import { couponTemplateId, cursor, instant } from '../values';
import { journeyId } from '../journey/journey-values';
import { segmentId } from './segment-rule';
import { audienceId } from './segment-set';

const count = z.int().nonnegative();
const isJobId = (value: unknown): value is string =>
  typeof value === 'string' && /^job_[0-9A-Za-z_-]{1,80}$/.test(value);
export const jobId = z.custom<string>(isJobId, 'not a job id').describe('job id');

/** What is done to everybody of a segment. Made when it is asked for: every function knows every collection. */
export const jobAct = () =>
  z.discriminatedUnion('do', [
    z.object({ do: z.literal('coupon'), templateId: couponTemplateId, quantity: z.int().min(1).max(10) }),
    z.object({ do: z.literal('tag'), tag: unshown(z.string().trim().min(1).max(20), 'staff call it so') }),
    /** They enter a journey that runs, as its entry rule allows. */
    z.object({ do: z.literal('journey'), journeyId: journeyId() }),
    /** Somebody is to do something for each of them: staff, or their leader. */
    z.object({
      do: z.literal('task'),
      for: z.enum(['staff', 'leader']),
      title: unshown(z.string().trim().min(1).max(40), 'read by staff'),
      note: unshown(z.string().trim().max(200), 'read by staff'),
      dueDays: z.int().min(0).max(60),
    }),
  ]);
export type JobAct = z.output<ReturnType<typeof jobAct>>;

/** `prepared`: whom it concerns is settled and shown, and nothing is done yet. `closed`: nothing can be taken back any more. */
export const jobStates = ['prepared', 'running', 'done', 'undoing', 'undone', 'closed'] as const;
export type JobState = (typeof jobStates)[number];

const job = z.object({
  id: jobId,
  segment: z.string(),
  /** Whom it concerns, as they were settled. */
  audienceId: audienceId(),
  act: jobAct(),
  /** What is given, as it is called. */
  what: z.string(),
  reason: z.string(),
  byName: z.string(),
  state: z.enum(jobStates),
  /** Settled when it was prepared: what was done and what was left out add up to it. */
  members: count,
  done: count,
  /** Why some were left out: a word of primitives/words/job-words.ts, else a code of the error catalogue. */
  skipped: z.array(z.object({ why: z.string(), members: count })),
  undone: count,
  at: instant,
});
export type AudienceJob = z.output<typeof job>;

/** Coupons for everybody of a segment, a tag, a journey or something to do: prepared with the exact number, begun, followed, a tag taken back. */
export const audienceJobOperations = {
  /** Settles whom it concerns, as of now: who joins the segment later has no part in it. */
  prepareJob: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'audienceJobs/job_<request>', byRequest: true },
    input: z.object({
      segmentId: segmentId(),
      act: jobAct(),
      reason: unshown(z.string().trim().min(2).max(100), 'the audit log alone shows it'),
    }),
    output: z.object({ job }),
  }),
  beginJob: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'audienceJobs/<job>.state: it is under way already' },
    input: z.object({ jobId }),
    output: z.object({ job }),
  }),
  /** Takes a tag from those who have it by this; whoever had it before keeps it. */
  undoJob: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'audienceJobs/<job>.state: it is being taken back already' },
    input: z.object({ jobId }),
    output: z.object({ job }),
  }),
  listJobs: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ jobs: z.array(job), nextCursor: cursor, now: instant }),
  }),
};
export type AudienceJobApi = ApiOf<typeof audienceJobOperations>;
