import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { shown } from '../text-marks';
import {
  cardPlanId,
  cursor,
  documentHandle,
  fenAmount,
  instant,
  leaderId,
  maskedPhone,
  memberId,
  storeId,
} from '../values';
import { memberFilter } from './member-filter';

export * from './member-filter';

export const memberRow = z.object({
  memberId,
  nickname: z.string().nullable(),
  phone: maskedPhone.nullable(),
  planName: z.string(),
  joinedAt: instant,
  lastPaidAt: instant.nullable(),
  /** In the last 365 days, and what of it was not given back. */
  orders: z.int().nonnegative(),
  amountFen: fenAmount,
  coupons: z.int().nonnegative(),
  points: z.int(),
  frozen: z.boolean(),
});
export type MemberRow = z.output<typeof memberRow>;

/** How many there are; `more`: at least so many, and they were not counted further. */
export const memberCount = z.object({ members: z.int().nonnegative(), more: z.boolean() });

export const memberView = z.object({
  viewId: documentHandle,
  name: z.string(),
  filter: memberFilter,
  /** Raised by every change. */
  version: z.int().positive(),
});
export type MemberView = z.output<typeof memberView>;

const named = <Id extends z.ZodType>(id: Id) => z.array(z.object({ id, name: z.string() }));

export const memberDeskOperations = {
  /** Members by a filter, in the order of what it asks for: amounts and counts from the most, else the newest first. */
  listMembers: operation({
    actor: 'operator',
    idempotency: 'read',
    limit: callLimit('list_members', 600, 10 * MINUTE_MS),
    input: z.object({ filter: memberFilter, cursor }),
    output: z.object({
      /** Only with the first page. */
      count: memberCount.nullable(),
      members: z.array(memberRow),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** What the list can be narrowed to, and the filters that were kept. */
  listMemberChoices: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      stores: named(storeId),
      /** Those that stores are in. */
      cities: z.array(z.string()),
      leaders: named(leaderId),
      cardPlans: named(cardPlanId),
      /** Of the rule in force, the lowest first; none: there are no tiers. */
      tiers: z.array(z.object({ id: z.int(), name: z.string() })),
      /** Those a coupon or the points rule names. */
      categories: z.array(z.string()),
      views: z.array(memberView),
    }),
  }),
  /**
   * Keeps a filter under a name, for everybody of the office; the same name again replaces the one the page shows: `basedOn` is its
   * version, null where the page shows none. Refuses `member_views_full`, `member_view_changed` when somebody saved another one since.
   */
  saveMemberView: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'memberViews/<hash of the name>' },
    input: z.object({
      name: shown(z.string().trim().min(1).max(20)),
      filter: memberFilter,
      basedOn: z.int().positive().nullable(),
    }),
    output: z.object({ view: memberView }),
  }),
  removeMemberView: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'memberViews/<id>: one that is gone stays gone' },
    input: z.object({ viewId: documentHandle }),
    output: z.object({ removed: z.boolean() }),
  }),
};
export type MemberDeskApi = ApiOf<typeof memberDeskOperations>;
