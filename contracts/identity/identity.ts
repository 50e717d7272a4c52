import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { shown } from '../text-marks';
import { HOUR_MS } from '../primitives/time';
import { cardNumber, cursor, decisionId, instant, maskedPhone, memberId, mergeId } from '../values';
import { mergeStatus, phoneNotice, personSummary, mergePreview, mergeView } from './identity-values';

export * from './identity-values';

/** Why, for the audit log and the timeline of who is concerned. */
const reason = shown(z.string().trim().min(2).max(90));

export const identityOperations = {
  /** What is known about the member and how: the page 身份与隐私. */
  readMine: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      phone: maskedPhone.nullable(),
      phoneVerifiedAt: instant.nullable(),
      phoneNotice: phoneNotice.nullable(),
      /** WeChat logins that lead to this member. */
      wechatLogins: z.int().nonnegative(),
      /** Whether WeChat’s cross-app id is known, by which the official account is recognised. */
      unionLinked: z.boolean(),
      official: z.enum(['following', 'unfollowed', 'not_linked']),
      /** The member’s card first, then cards of members that were merged in. */
      cardNumbers: z.array(cardNumber),
      /** The account is closed then, unless the member cancels. */
      closesAt: instant.nullable(),
      now: instant,
    }),
  }),
  /**
   * Ties up what the last call of the home page found loose: identifiers WeChat has named since, and, when its
   * cross-app id shows two members to be one, their merge. `overview` says when it is worth a call.
   */
  linkMine: operation({
    actor: 'member',
    idempotency: {
      decidedBy: 'identities/<key> and merges/<absorbed>-<kept>-<n>: a second call finds all done',
    },
    input: z.object({}),
    output: z.object({ linked: z.int().nonnegative(), merged: z.boolean() }),
  }),
  /** Takes the phone number off the member; it is free for anybody who verifies it. */
  unlinkPhone: operation({
    actor: 'member',
    idempotency: { decidedBy: 'members/<id>.phone: without a number there is nothing to take off' },
    input: z.object({}),
    output: z.object({ phone: z.null() }),
  }),
  /** Everything held about the member, a part at a time; the phone number masked as everywhere. */
  exportMine: operation({
    actor: 'member',
    limit: callLimit('export', 10, HOUR_MS, { field: 'cursor', isNull: true }),
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      parts: z.array(z.object({ about: z.string(), collection: z.string(), items: z.array(z.unknown()) })),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** 注销账户: starts the grace of seven days. Refuses `closure_blocked` with the reasons in `blockers` of readClosure. */
  requestClosure: operation({
    actor: 'member',
    whenFrozen: { allowed: 'everybody may leave' },
    idempotency: { decidedBy: 'members/<id>.closesAt is set once' },
    input: z.object({}),
    output: z.object({ closesAt: instant }),
  }),
  /** Everything stays as it is. */
  cancelClosure: operation({
    actor: 'member',
    whenFrozen: { allowed: 'nothing moves' },
    idempotency: { decidedBy: 'members/<id>.closesAt: without one there is nothing to cancel' },
    input: z.object({}),
    output: z.object({ closesAt: z.null() }),
  }),
  /** What closing would do and what stands in its way. */
  readClosure: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      closesAt: instant.nullable(),
      /** Reasons in plain words; empty: nothing stands in the way. */
      blockers: z.array(z.string()),
      /** What is lost and what is kept, a sentence each. */
      consequences: z.array(z.string()),
      now: instant,
    }),
  }),
  /** Cases only a person can decide, oldest first. */
  listDecisions: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ status: z.enum(['open', 'merged', 'kept_apart']), cursor }),
    output: z.object({
      decisions: z.array(
        z.object({
          decisionId,
          /** Null: opened by hand, and neither has a number. */
          phone: maskedPhone.nullable(),
          previous: personSummary.nullable(),
          current: personSummary.nullable(),
          status: z.enum(['open', 'merged', 'kept_apart']),
          openedAt: instant,
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /**
   * Staff say that two members may be one person: a case to look at and decide. A pair has one. Refuses `member_not_found`, `same_member`,
   * `own_affair`.
   */
  openCase: operation({
    actor: 'operator',
    limit: callLimit('open_case', 100, HOUR_MS),
    idempotency: { decidedBy: 'identityDecisions/dec_<pair>: a pair has one case' },
    input: z.object({ memberId, otherId: memberId, reason }),
    output: z.object({ decisionId, status: z.enum(['open', 'merged', 'kept_apart']) }),
  }),
  /** What merging the two would do. Changes nothing. */
  previewMerge: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ decisionId }),
    output: mergePreview,
  }),
  /** Decides a case: the same person (merge) or not (never merged by itself). Refuses `own_affair`. */
  decide: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'identityDecisions/<id>.status leaves `open` once' },
    input: z.object({ decisionId, verdict: z.enum(['same_person', 'two_people']), reason }),
    output: z.object({ status: z.enum(['merged', 'kept_apart']), mergeId: mergeId.nullable() }),
  }),
  /** Merges, newest first, with how long each may be undone. */
  listMerges: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ merges: z.array(mergeView), nextCursor: cursor, now: instant }),
  }),
  /** What an undo would bring back and what it cannot. */
  previewUndo: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ mergeId }),
    output: z.object({ comesBack: z.int().nonnegative(), stays: z.array(z.string()), undoUntil: instant }),
  }),
  /** Takes the two apart again and keeps them apart. Refuses `merge_not_undoable` after 30 days, `own_affair`. */
  undoMerge: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'merges/<id>.status leaves `done` once' },
    input: z.object({ mergeId, reason }),
    output: z.object({ status: mergeStatus }),
  }),
  /** Links followers of the official account from before this was installed; what a call leaves the sweep finishes. */
  backfillFollowers: operation({
    actor: 'operator',
    idempotency: {
      decidedBy:
        'followerBackfills/<appid>.requestId and followers/<appid>:<openid>: a follower is linked once',
    },
    input: z.object({}),
    output: z.object({
      status: z.enum(['running', 'done']),
      seen: z.int().nonnegative(),
      linked: z.int().nonnegative(),
    }),
  }),
};
export type IdentityApi = ApiOf<typeof identityOperations>;
