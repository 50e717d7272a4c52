import * as z from 'zod';
import { operation } from '../operation';
import { unshown } from '../text-marks';
import { cursor, instant, memberId } from '../values';
import { audienceJobOperations } from './audience-jobs';
import { lifecycleOperations } from './lifecycle';
import { rfmOperations } from './rfm';
import { segmentId, segmentRule } from './segment-rule';
import { segmentSet } from './segment-set';
import { tagOperations } from './tags';

const count = z.int().nonnegative();

/** Who the members are: segments by rule, how many are in them, and why. */
export const audienceOperations = {
  listSegments: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      segments: z.array(
        z.object({
          id: segmentId(),
          name: z.string(),
          builtIn: z.boolean(),
          /** The latest, which may still be counted. */
          version: count,
          rule: segmentRule(),
          /** Of the version in force; null: none was counted yet. */
          members: count.nullable(),
          /** So many members were looked at. */
          building: z.object({ done: count, of: count }).nullable(),
        }),
      ),
      /** Up to when everything that was told is counted. */
      asOf: instant,
      nextCursor: cursor,
    }),
  }),

  /** Another version, or a new segment; the one before stays in force until its members are told. */
  saveSegment: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request saves once', byRequest: true },
    input: z.object({
      segmentId: segmentId().nullable(),
      name: unshown(z.string().trim().min(1).max(20), 'staff call a segment so'),
      rule: segmentRule(),
      basedOn: count,
    }),
    output: z.object({ segmentId: segmentId(), version: count }),
  }),

  /** Made again from scratch by the sweep: of members who joined in the range, half-open; null: an open end. */
  beginRebuild: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request begins once', byRequest: true },
    input: z.object({ joinedFrom: instant.nullable(), joinedUntil: instant.nullable() }),
    output: z.object({ startedAt: instant }),
  }),

  /** What every shop begins with stays; so does a segment that another one, or a journey that runs, is made of. */
  removeSegment: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'segments/<segment>: one that is gone stays gone' },
    input: z.object({ segmentId: segmentId(), basedOn: count }),
    output: z.object({ removed: z.boolean() }),
  }),

  readAudience: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      /** Given to members, also to those who are nobody any more. */
      numbers: count,
      build: z.object({ done: count, changed: count, startedAt: instant, finishedAt: instant.nullable() }),
      /** Of the last night; null: it has not begun. */
      audit: z.object({ members: count, found: count, finishedAt: instant.nullable() }).nullable(),
      now: instant,
    }),
  }),

  /** Of a sample, with the interval it may be off by (95 %). */
  previewRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ rule: segmentRule() }),
    output: z.object({ about: count, from: count, until: count, looked: count, now: instant }),
  }),

  /** Segments put together by and, or, not: exactly, without a look at a member. */
  countSet: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ set: segmentSet() }),
    output: z.object({ members: count, asOf: instant }),
  }),

  freezeSet: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'frozenAudiences/fro_<request>', byRequest: true },
    input: z.object({ set: segmentSet() }),
    output: z.object({ audienceId: z.string(), members: count, asOf: instant }),
  }),

  explainMember: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ memberId, segmentId: segmentId() }),
    output: z.object({
      isIn: z.boolean(),
      /** By the rule at this moment; what was told in the last minutes may not be counted yet. */
      wouldBe: z.boolean(),
      /** It stays so until then, if nothing happens; null: for ever. */
      until: instant.nullable(),
      why: z.string(),
    }),
  }),

  ...lifecycleOperations,
  ...rfmOperations,
  ...audienceJobOperations,
  ...tagOperations,
};
