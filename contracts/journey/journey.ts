import * as z from 'zod';
import { experimentOperations } from '../experiment/experiments';
import { operation, type ApiOf } from '../operation';
import { unshown } from '../text-marks';
import { cursor, documentHandle, instant, memberId } from '../values';
import { journeyFacts, journeyPlan, nodeId } from './journey-graph';
import { endings, journeyId, journeyStatus, runningRuns, runState, traceEntry } from './journey-values';

const count = z.int().nonnegative();
const name = unshown(z.string().trim().min(1).max(20), 'staff call a journey so');
const problems = z.array(
  z.object({ node: z.string().nullable(), severity: z.enum(['stops', 'warns']), text: z.string() }),
);
const shownText = z.object({ title: z.string(), body: z.string() });
const onJourney = { journeyId: journeyId() };

/** Journeys: drawn, checked, published, stopped; what they came to, and why somebody is where they are. */
export const journeyOperations = {
  ...experimentOperations,

  listJourneys: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      journeys: z.array(
        z.object({
          id: journeyId(),
          name: z.string(),
          status: journeyStatus(),
          version: count,
          /** On the way now. */
          active: count,
          savedAt: instant,
        }),
      ),
      now: instant,
    }),
  }),

  readJourney: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object(onJourney),
    output: z.object({
      id: journeyId(),
      name: z.string(),
      status: journeyStatus(),
      saves: count,
      draft: journeyPlan(),
      problems,
      /** Null: nothing was published yet. */
      published: z.object({ version: count, plan: journeyPlan(), publishedAt: instant }).nullable(),
      /** Where those stand who are on the way. */
      there: z.array(z.object({ node: nodeId(), members: count })),
      ended: z.array(z.object({ how: z.enum(endings), members: count })),
      dead: count,
      now: instant,
    }),
  }),

  checkPlan: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ plan: journeyPlan() }),
    output: z.object({ problems }),
  }),

  /** Drafts a shop may begin with: saved like any other, once somebody looked through them. */
  listRecipes: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      recipes: z.array(
        z.object({ id: z.string(), name: z.string(), about: z.string(), plan: journeyPlan() }),
      ),
    }),
  }),

  /** What a plan would do: about how many meet what it asks for, and one member’s way through it from now on. Nothing is written. */
  previewPlan: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({
      plan: journeyPlan(),
      memberId: memberId.nullable().describe('null: somebody of whom nothing is known'),
      happens: z.array(z.enum(journeyFacts)).max(journeyFacts.length),
    }),
    output: z.object({
      meets: z
        .object({ about: count, from: count, until: count })
        .nullable()
        .describe('null: it asks for nothing, everybody to whom it happens enters'),
      steps: z.array(
        z.object({
          at: instant,
          node: z.string(),
          what: z.string(),
          text: z.object({ inbox: shownText, wechat: shownText }).nullable(),
        }),
      ),
      endsAt: instant,
      how: z.enum([...endings, 'goes_on']),
      now: instant,
    }),
  }),

  saveJourney: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request saves once', byRequest: true },
    input: z.object({ journeyId: journeyId().nullable(), name, draft: journeyPlan(), basedOn: count }),
    output: z.object({ journeyId: journeyId(), saves: count, problems }),
  }),

  /** The draft becomes the version in force; what becomes of those on the way is said with it. Refuses `experiment_running` where its tried split has other ways. */
  publishJourney: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'auditEntries/<request>: a request publishes once', byRequest: true },
    input: z.object({ ...onJourney, basedOn: count, running: runningRuns() }),
    output: z.object({ version: count }),
  }),

  setJourneyStatus: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'journeys/<journey>.status: it is so already' },
    input: z.object({ ...onJourney, to: journeyStatus().exclude(['draft']) }),
    output: z.object({ status: journeyStatus() }),
  }),

  enterByHand: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'journeyRuns/<journey>:<member>:<request>', byRequest: true },
    input: z.object({ ...onJourney, memberIds: z.array(memberId).min(1).max(20) }),
    output: z.object({ entered: count, refused: z.array(z.object({ why: z.string(), members: count })) }),
  }),

  /** Every run of a member, the latest first, with all they went through. */
  traceMember: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ memberId, cursor }),
    output: z.object({
      runs: z.array(
        z.object({
          journey: z.string(),
          version: count,
          state: runState(),
          how: z.enum(endings).nullable(),
          node: z.string().nullable(),
          wakeAt: instant.nullable(),
          enteredAt: instant,
          trace: z.array(traceEntry()),
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),

  /** What people are to do for members, because a journey came to it or it was begun for a segment. */
  listTasks: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ state: z.enum(['open', 'done']), cursor }),
    output: z.object({
      tasks: z.array(
        z.object({
          taskId: documentHandle,
          for: z.enum(['staff', 'leader']),
          member: z.object({ memberId, nickname: z.string().nullable() }),
          from: z.string().describe('the journey or the segment it comes of'),
          leader: z.string().nullable().describe('whose team the member was in, of a task for leaders'),
          title: z.string(),
          note: z.string(),
          dueAt: instant,
          done: z.object({ note: z.string(), at: instant }).nullable(),
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),

  finishTask: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'journeyTasks/<task>.state: it is done already' },
    input: z.object({
      taskId: documentHandle,
      note: unshown(z.string().trim().min(1).max(100), 'what came of it, read by staff'),
    }),
    output: z.object({ isDone: z.literal(true) }),
  }),

  listDeadRuns: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ ...onJourney, cursor }),
    output: z.object({
      runs: z.array(
        z.object({ runId: documentHandle, node: z.string().nullable(), error: z.string(), failures: count }),
      ),
      nextCursor: cursor,
    }),
  }),

  /** It goes on where it failed. */
  retryRun: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'journeyRuns/<run>.state: it is not dead any more' },
    input: z.object({ runId: documentHandle }),
    output: z.object({ isRetried: z.boolean() }),
  }),
};
export type JourneyApi = ApiOf<typeof journeyOperations>;
