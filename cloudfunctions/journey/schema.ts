import * as z from 'zod';
import { journeyFacts, journeyPlan, nodeId } from '../../contracts/journey/journey-graph';
import {
  endings,
  journeyId,
  journeyStatus,
  runningRuns,
  runState,
  traceEntry,
} from '../../contracts/journey/journey-values';
import { experimentId } from '../../contracts/experiment/experiment-values';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const count = () => z.int().nonnegative();

/** Journeys: what an operator drew, and who is on the way. */
export const journeyCollections = {
  journeys: collection({
    about: 'A journey: its draft, and which version is in force.',
    id: '`jny_<made of the request>`, `jny_<name>` of a recipe',
    due: ['resumeAt', 'nextRoundAt'],
    document: z.object({
      _id: journeyId(),
      name: z.string().min(1).max(20),
      draft: journeyPlan(),
      /** How often the draft was saved: two who write it at once are told. */
      saves: count(),
      status: journeyStatus(),
      version: count().describe('the latest that was published; 0: none'),
      startedAt: v.instant.nullable().describe('what happened before it makes nobody enter'),
      resumeAt: v.instant.nullable().describe('runs that stood still are to go on; null: none are'),
      nextRoundAt: v.instant
        .nullable()
        .describe('when whoever is in its segment enters next; null: it has no clock, or does not run'),
      roundFrom: count().describe('the number of the member its round goes on with'),
      savedAt: v.instant,
      experiment: z
        .object({ experimentId: experimentId(), node: nodeId().nullable() })
        .nullable()
        .default(null)
        .describe('what is tried with who enters'),
      winners: z
        .record(z.string(), count())
        .default({})
        .describe('of splits an experiment decided: the way everybody goes'),
    }),
    indexes: [index('by_resume', 'resumeAt', '_id'), index('by_round', 'nextRoundAt', '_id')],
  }),

  journeyVersions: collection({
    about: 'A published version, which never changes: runs go by the one they are pinned to.',
    id: '`<journey>@<version>`',
    document: z.object({
      _id: documentId,
      journeyId: journeyId(),
      version: z.int().positive(),
      plan: journeyPlan(),
      running: runningRuns().describe('what became of the runs under way'),
      publishedAt: v.instant,
    }),
    indexes: [index('by_journey', 'journeyId', 'version', '_id')],
  }),

  journeyRuns: collection({
    about: 'Somebody on the way through a journey; ended ones are kept for what came of it.',
    id: '`<journey>:<member>:<entry key>`: the same cause is one run, "never again" is one for ever',
    due: ['wakeAt'],
    document: z.object({
      _id: documentId,
      journeyId: journeyId(),
      version: z.int().positive().describe('the one it goes by'),
      memberId: v.memberId,
      state: runState(),
      how: z.enum(endings).nullable().describe('how it ended'),
      since: v.instant.describe('when what made them enter happened: the goal is looked for after it'),
      cause: z.string().nullable().default(null).describe('short name of what made them enter'),
      node: nodeId().nullable().describe('where it stands: not done yet'),
      visits: z.record(z.string(), count()).describe('how often it came to each node'),
      ways: z
        .record(z.string(), count())
        .default({})
        .describe('which way it goes at each split, since it began'),
      waiting: z.object({ since: v.instant, until: v.instant }).nullable(),
      listensFor: z.enum(journeyFacts).nullable(),
      heldSince: v.instant.nullable().describe('its message was due then and is held'),
      wakeAt: v.instant.nullable().describe('an absolute moment; null: it does not go on by itself'),
      parkedUntil: v.instant.nullable().describe('of a journey that is paused: when it would have gone on'),
      priority: z.int().min(1).max(9),
      revision: count().describe('who writes it goes by it: a second worker finds it moved'),
      failures: count(),
      error: z.string().max(200).nullable(),
      trace: z.array(traceEntry()).max(100),
      enteredAt: v.instant,
      endedAt: v.instant.nullable(),
    }),
    indexes: [
      index('by_wake', 'wakeAt', '_id'),
      index('by_member', 'memberId', 'state', '_id'),
      index('by_node', 'journeyId', 'state', 'node', '_id'),
      index('by_end', 'journeyId', 'how', '_id'),
      index('by_journey', 'journeyId', '-enteredAt', '-_id'),
    ],
  }),

  journeyPlaces: collection({
    about: 'Where somebody stands in a journey, whatever runs they had: one at a time.',
    id: '`<journey>:<member>`',
    document: z.object({
      _id: documentId,
      journeyId: journeyId(),
      memberId: v.memberId,
      active: documentId.nullable().describe('the run they are in'),
      lastEnteredAt: v.instant.nullable(),
      ways: z
        .record(z.string(), count())
        .default({})
        .describe('which way they went at each split: the same when they enter again'),
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),

  journeyTasks: collection({
    about: 'Something a person is to do for a member: a journey came to it, or it was begun for a segment.',
    id: '`tsk_<short name of the step, or of the job and the member>`: each makes one',
    document: z.object({
      _id: documentId,
      journeyId: journeyId().nullable(),
      segment: z.string().nullable().default(null).describe('what it was called; null: a journey came to it'),
      memberId: v.memberId,
      for: z.enum(['staff', 'leader']),
      leaderId: v.leaderId.nullable().describe('whose team the member was in'),
      title: z.string(),
      note: z.string(),
      state: z.enum(['open', 'done']),
      dueAt: v.instant,
      done: z.object({ by: z.string(), note: z.string(), at: v.instant }).nullable(),
      doneAt: v.instant.nullable().default(null).describe('`done.at`, by which they are listed'),
      createdAt: v.instant,
    }),
    indexes: [
      index('by_state', 'state', 'dueAt', '_id'),
      index('by_done', 'state', '-doneAt', '-_id'),
      index('by_leader', 'leaderId', 'state', 'dueAt', '_id'),
      index('by_member', 'memberId', '_id'),
    ],
  }),
};
