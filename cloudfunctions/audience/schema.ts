import * as z from 'zod';
import { jobAct, jobId, jobStates } from '../../contracts/audience/audience-jobs';
import { memberFeatures } from '../../contracts/audience/features';
import { segmentId, segmentRule } from '../../contracts/audience/segment-rule';
import { segmentSet } from '../../contracts/audience/segment-set';
import { segment } from '../../contracts/audience/segment-values';
import { tagHows } from '../../contracts/primitives/tag-how';
import * as v from '../../contracts/values';
import { roles } from '../kit/host/roles';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const count = () => z.int().nonnegative();

/** The audience: what is known of each member, and who belongs to which segment. */
export const audienceCollections = {
  features: collection({
    about:
      'What the shop knows of a member, made again of facts and of what the areas keep whenever a fact tells of them. A tombstone and a closed account keep their number and nothing else.',
    id: 'the member’s id',
    due: ['refreshAt', 'nextEvalAt'],
    document: z.object({
      _id: v.memberId,
      seq: count().describe('dense: the bit of this member in every bitmap, never given to another'),
      bucket: count().max(999).describe('a thousandth of the members, by their id'),
      sample: count().max(999).default(0).describe('another thousandth, by which previews look at some'),
      version: z.int().positive().describe('two who make it at once: the second reads again'),
      of: memberFeatures().nullable().describe('null: nobody is this member any more'),
      refreshAt: v.instant
        .nullable()
        .describe('when points become spendable that wait; null: time changes nothing'),
      segments: z
        .array(z.string())
        .default([])
        .describe('`<segment>@<version>` of each version they belong to'),
      nextEvalAt: v.instant
        .nullable()
        .default(null)
        .describe('before it nothing of `segments` changes by time alone; null: never'),
    }),
    indexes: [
      index('by_seq', 'seq', '_id'),
      index('by_team', 'of.leaderId', 'segments', '_id'),
      index('by_sample', 'sample', '_id'),
      index('by_eval', 'nextEvalAt', '_id'),
      index('by_refresh', 'refreshAt', '_id'),
    ],
  }),

  audienceStates: collection({
    about: 'How many members have a number, and how far all features are made again.',
    id: '`state`',
    due: ['dueAt'],
    document: z.object({
      _id: z.literal('state'),
      members: count().describe('the next member’s number'),
      shape: count().describe('of the features; another one makes them all again'),
      build: z.object({
        from: v.memberId.nullable().describe('null: from the first member'),
        until: v.memberId.nullable().describe('not included; null: to the last'),
        done: count().describe('members looked at'),
        changed: count().describe('of whom something was not as it should be'),
        startedAt: v.instant,
        finishedAt: v.instant.nullable(),
      }),
      buildPosition: z.string().nullable().describe('in the list of members; null: at its beginning'),
      dueAt: v.instant.nullable().describe('since when features are to be made again; null: they are made'),
      cutoffDay: z
        .string()
        .nullable()
        .default(null)
        .describe('the night what the top tenth spends at least was looked at'),
    }),
    indexes: [],
  }),

  segments: collection({
    about: 'Who belongs together by a rule: the version in force, and the one whose members are being told.',
    id: '`seg_<name>` of those every shop begins with, `seg_<made of the request>` of others',
    due: ['dueAt'],
    document: segment().extend({
      versions: count().describe('the latest'),
      dropping: z.array(z.string()).describe('versions that are over, whose bitmaps go'),
      dueAt: v.instant.nullable().describe('when the sweep brings it on; null: nothing to do'),
      savedAt: v.instant,
    }),
    indexes: [index('by_due', 'dueAt', '_id')],
  }),

  segmentVersions: collection({
    about: 'Every version of a segment an operator saved.',
    id: '`<segment>@<version>`',
    document: z.object({
      _id: documentId,
      name: z.string(),
      rule: segmentRule(),
      savedAt: v.instant,
    }),
    indexes: [],
  }),

  segmentChanges: collection({
    about: 'Somebody entered a segment or left it: written with the features that say so, never changed.',
    id: '`<member>:<segment>@<version>:<version of the features>`: crossed once',
    due: ['writtenAt'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      seq: count(),
      key: z.string().describe('`<segment>@<version>`'),
      entered: z.boolean(),
      why: z.enum(['told', 'time', 'built']).describe('built: they were in it when its rule was'),
      writtenAt: v.instant,
    }),
    indexes: [
      index('by_writing', 'writtenAt', '_id'),
      index('by_crossing', 'key', 'entered', 'why', '-writtenAt', '-_id'),
    ],
  }),

  segmentChunks: collection({
    about: 'Members of a version of a segment, or of a frozen audience: a bit for each of 65,536 numbers.',
    id: '`<segment>@<version>:<chunk>`, `fro_<request>:<chunk>`, `job_<request>:<chunk>`: who got a tag by it, `tag_<name>:<chunk>`: of whom a tag’s rule holds',
    document: z.object({
      _id: documentId,
      key: z.string(),
      chunk: count(),
      bits: z.string().max(10_924).describe('base64 of at most 8 KB, without the empty end'),
      count: count().describe('how many bits are set'),
      version: z.int().positive(),
    }),
    indexes: [index('by_key', 'key', 'chunk', '_id')],
  }),

  segmentCounts: collection({
    about: 'How many members a version of a segment has: written with its bitmaps.',
    id: '`<segment>@<version>`',
    document: z.object({
      _id: documentId,
      chunks: z.array(z.object({ chunk: count(), n: count() })),
      total: count(),
      countedAt: v.instant,
    }),
    indexes: [],
  }),

  lifecycleDays: collection({
    about:
      'How many were in each stage of their time with the shop when a day ended, and how often somebody came or left.',
    id: 'a China day `2026-11-29`',
    due: ['countedAt'],
    document: z.object({
      _id: documentId,
      stages: z.array(
        z.object({ segmentId: segmentId(), members: count(), entered: count(), left: count() }),
      ),
      active: count().describe('who had bought and was not dormant'),
      countedAt: v.instant,
    }),
    indexes: [],
  }),

  lifecycleMonths: collection({
    about: 'Of the days of a month that are written down: how often somebody became dormant.',
    id: '`2026-11`',
    document: z.object({
      _id: documentId,
      lapsed: count(),
      activeAtStart: count().nullable().describe('when the day before it ended; null: that day is not known'),
      days: count(),
    }),
    indexes: [],
  }),

  frozenAudiences: collection({
    about: 'Whoever was in a set of segments at a moment: nobody joins or leaves any more.',
    id: '`fro_<request>`',
    document: z.object({
      _id: documentId,
      set: segmentSet(),
      members: count(),
      chunks: count(),
      asOf: v.instant,
      frozenAt: v.instant,
    }),
    indexes: [],
  }),

  tags: collection({
    about:
      'Every tag that was ever given, how it came first, and the segment whose members have it by rule; null: it is given only.',
    id: '`tag_<made of its name>`',
    due: ['dueAt'],
    document: z.object({
      _id: documentId,
      name: z.string(),
      first: z.enum(tagHows),
      follows: segmentId().nullable().describe('whoever is in it has the tag'),
      versions: count(),
      dueAt: v.instant.nullable().describe('since when its members are to be compared; null: they are'),
      savedAt: v.instant,
    }),
    indexes: [index('by_due', 'dueAt', '_id'), index('by_segment', 'follows', '_id')],
  }),

  audienceJobs: collection({
    about:
      'Coupons, a tag, a journey or a follow-up for everybody of a segment as it was then: how far it came, who was left out and why.',
    id: '`job_<request>`',
    due: ['wakeAt'],
    document: z.object({
      _id: jobId,
      segmentId: segmentId(),
      segment: z.string().describe('what it was called'),
      frozen: z.string().describe('`fro_<request>`: whom it concerns'),
      act: jobAct(),
      what: z.string().describe('what is given, as it was called'),
      reason: z.string(),
      by: documentId.describe('as in staff'),
      byName: z.string(),
      roles: z.array(z.enum(roles)).describe('theirs when they began'),
      requestId: v.requestId.describe('of who began it: under it everybody’s entry is found'),
      state: z.enum(jobStates),
      members: count(),
      position: count().describe('the number of the next member'),
      done: count(),
      skipped: z.array(z.object({ why: z.string(), members: count() })),
      undone: count(),
      at: v.instant,
      begunAt: v.instant.nullable().default(null),
      wakeAt: v.instant
        .nullable()
        .describe('when the sweep brings it on, or lets its bitmaps go; null: it is over'),
    }),
    indexes: [index('by_time', '-at', '-_id'), index('by_wake', 'wakeAt', '_id')],
  }),

  audienceAudits: collection({
    about: 'The nightly check that features are what facts come to: how far it came, what it found.',
    id: 'the day in China, `YYYY-MM-DD`',
    due: [],
    document: z.object({
      _id: documentId,
      cursor: v.cursor.describe('where the next piece goes on'),
      members: count(),
      suspects: z
        .array(z.object({ memberId: v.memberId, version: count() }))
        .describe('who differed: looked at again when whatever was told of them has been heard'),
      lookAgainAt: v.instant.nullable().describe('null: not all were looked at yet'),
      found: z.array(z.object({ memberId: v.memberId, what: z.array(z.string()) })),
      finishedAt: v.instant.nullable(),
    }),
    indexes: [],
  }),
};
