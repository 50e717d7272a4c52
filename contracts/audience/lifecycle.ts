import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { chinaDate, cursor, fenAmount, instant, maskedPhone, memberId } from '../values';
import { segmentId } from './segment-rule';
import { audienceId } from './segment-set';

const count = z.int().nonnegative();
/** How often it was crossed; `more`: at least so often, and it was not counted further. */
const crossed = z.object({ times: count, more: z.boolean() });

/** Which members of a segment are asked for: those in it, or those who crossed into or out of it this week. */
export const memberSides = ['in', 'entered', 'left'] as const;
export type MemberSide = (typeof memberSides)[number];

const segmentMember = z.object({
  memberId,
  nickname: z.string().nullable(),
  phone: maskedPhone.nullable(),
  joinedAt: instant,
  lastOrderAt: instant.nullable(),
  orders: count,
  amountFen: fenAmount,
  /** When they crossed; null where those in it are asked for. */
  crossedAt: instant.nullable(),
});
export type SegmentMember = z.output<typeof segmentMember>;

/** Where members stand in their time with the shop, who moved this week, and who they are. */
export const lifecycleOperations = {
  readLifecycle: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      stages: z.array(
        z.object({
          segmentId: segmentId(),
          name: z.string(),
          /** Null: not counted yet. */
          members: count.nullable(),
          entered: crossed,
          left: crossed,
        }),
      ),
      /** Of the week, which begins on Monday in China. */
      since: instant,
      asOf: instant,
      now: instant,
    }),
  }),

  /** How many were in each stage when each of so many days ended, the latest yesterday; and who went quiet, by month. A day nobody counted is not in it. */
  readLifecycleHistory: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ days: z.int().min(1).max(62) }),
    output: z.object({
      stages: z.array(z.object({ segmentId: segmentId(), name: z.string() })),
      days: z.array(
        z.object({
          day: chinaDate,
          /** Who had bought and was not dormant. */
          active: count,
          stages: z.array(z.object({ segmentId: segmentId(), members: count, entered: count, left: count })),
        }),
      ),
      months: z.array(
        z.object({
          month: z.string(),
          lapsed: count,
          activeAtStart: count.nullable(),
          /** In ten-thousandths. */
          rate: count.nullable(),
          isOpen: z.boolean(),
        }),
      ),
      now: instant,
    }),
  }),

  /** Members of a segment in the order of their numbers; of who crossed, the latest first. */
  listSegmentMembers: operation({
    actor: 'operator',
    idempotency: 'read',
    limit: callLimit('list_members', 600, 10 * MINUTE_MS),
    input: z.object({ segmentId: segmentId(), side: z.enum(memberSides), cursor }),
    output: z.object({
      name: z.string(),
      members: z.array(segmentMember),
      nextCursor: cursor,
      asOf: instant,
      now: instant,
    }),
  }),

  /** Who was in a set of segments when it was settled, and is a member still. Refuses `audience_not_found`. */
  listAudienceMembers: operation({
    actor: 'operator',
    idempotency: 'read',
    limit: callLimit('list_members', 600, 10 * MINUTE_MS),
    input: z.object({ audienceId: audienceId(), cursor }),
    output: z.object({
      members: z.array(segmentMember),
      nextCursor: cursor,
      /** How many were settled, with those who are no members any more. */
      total: count,
      asOf: instant,
    }),
  }),
};
export type LifecycleApi = ApiOf<typeof lifecycleOperations>;
