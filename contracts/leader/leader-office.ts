import * as z from 'zod';
import { figures } from './leader-figures';
import { callLimit, phoneCodeLimit } from '../limit';
import { HOUR_MS } from '../primitives/time';
import { leaderHoldOperations } from './leader-holds';
import { operation, type ApiOf } from '../operation';
import {
  applicationId,
  cursor,
  handoverId,
  instant,
  leaderCode,
  leaderId,
  maskedPhone,
  storeId,
} from '../values';
import { shown, unshown } from '../text-marks';

/** Becoming a leader, and what the operator does with leaders and their teams. */
const applicationStatus = z.enum(['waiting', 'approved', 'refused']);
export type ApplicationStatus = z.output<typeof applicationStatus>;

const applicationView = z.object({
  applicationId,
  name: z.string(),
  phone: maskedPhone,
  storeId,
  storeName: z.string(),
  groupName: z.string(),
  status: applicationStatus,
  appliedAt: instant,
  decidedAt: instant.nullable(),
  /** Why it was refused. */
  reason: z.string().nullable(),
  /** How often the same person was refused before. */
  refusedBefore: z.int().nonnegative(),
});
export type ApplicationView = z.output<typeof applicationView>;

const leaderStatus = z.enum(['active', 'paused']);
export type LeaderStatus = z.output<typeof leaderStatus>;

const leaderView = z.object({
  leaderId,
  name: z.string(),
  storeName: z.string(),
  groupName: z.string(),
  leaderCode,
  status: leaderStatus,
  /** Why it is paused. */
  reason: z.string().nullable(),
  /** As the last sweep counted them. */
  figures,
});
export type LeaderView = z.output<typeof leaderView>;

const handoverView = z.object({
  handoverId,
  fromName: z.string(),
  toName: z.string(),
  reason: z.string(),
  byName: z.string(),
  status: z.enum(['running', 'done']),
  moved: z.int().nonnegative(),
  at: instant,
  doneAt: instant.nullable(),
});
export type HandoverView = z.output<typeof handoverView>;

/** What a leader can do about today, with the words ready. Nothing in it names or leads to a person. */
const actionItem = z.object({
  kind: z.enum(['coupons', 'rising', 'falling', 'claims', 'quiet']),
  /** Members, or claims, it is about. */
  count: z.int().nonnegative(),
  /** For the leader: `8 位成员的券今晚到期`. */
  title: z.string(),
  /** For the group; to be pasted as it is. */
  groupText: z.string(),
  /** For the poster, two short lines. */
  headline: z.string(),
});
export type ActionItem = z.output<typeof actionItem>;

const reason = shown(z.string().trim().min(2).max(100));
const groupName = shown(z.string().trim().min(1).max(20));

export const leaderOfficeOperations = {
  ...leaderHoldOperations,
  /** The caller's application, and the stores one can apply for. */
  readMyApplication: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      application: applicationView.nullable(),
      isLeader: z.boolean(),
      /** The member's own number, used unless they give another. */
      phone: maskedPhone.nullable(),
      stores: z.array(z.object({ storeId, name: z.string() })),
    }),
  }),
  /**
   * Applies to lead a group. Refuses `leader_already`, `application_waiting`, `leader_phone_needed`, `store_not_found`,
   * `phone_code_expired`, `phone_quota_exhausted`.
   */
  apply: operation({
    actor: 'member',
    limit: phoneCodeLimit({ field: 'phoneCode', isNull: false }),
    idempotency: {
      decidedBy:
        'leaderApplications/<member>: one at a time; the same request id gets the first answer again',
      byRequest: true,
    },
    input: z.object({
      name: shown(z.string().trim().min(1).max(10), 'profile'),
      /** From WeChat's phone button; null: the member's own number. */
      phoneCode: unshown(z.string().min(1).max(256), 'a code of WeChat’s').nullable(),
      storeId,
      groupName,
    }),
    output: z.object({ application: applicationView }),
  }),
  /** Oldest first among those waiting, newest first among the others. */
  listApplications: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ status: applicationStatus, cursor }),
    output: z.object({ applications: z.array(applicationView), nextCursor: cursor, now: instant }),
  }),
  /** Approves or refuses; the applicant is told. Refuses `application_not_found`, `application_decided`, `own_affair`. */
  decideApplication: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'leaderApplications/<id>.status leaves `waiting` once' },
    input: z.discriminatedUnion('decision', [
      z.object({ applicationId, decision: z.literal('approve') }),
      z.object({ applicationId, decision: z.literal('refuse'), reason }),
    ]),
    output: z.object({ application: applicationView }),
  }),
  /** The applicant's whole number, for whoever decides; counted with all numbers one is told, in the audit log. Refuses `application_not_found`. */
  tellApplicantPhone: operation({
    actor: 'operator',
    limit: callLimit('tell_phone', 30, 23 * HOUR_MS),
    idempotency: {
      decidedBy:
        'auditEntries/<request>-leader.tellApplicantPhone-<application>: told once, and told the same again',
      byRequest: true,
    },
    input: z.object({ applicationId }),
    output: z.object({ phone: z.string() }),
  }),
  listLeaders: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ leaders: z.array(leaderView), nextCursor: cursor, now: instant }),
  }),
  /** Pauses a leader's code or lets it count again. Refuses `leader_not_found`, `own_affair`. */
  setLeaderStatus: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'leaders/<id>.status: setting what is set changes nothing' },
    input: z.object({ leaderId, status: leaderStatus, reason }),
    output: z.object({ leader: leaderView }),
  }),
  /** What handing over would do. Refuses `leader_not_found`, `handover_to_same`. */
  previewHandover: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ fromId: leaderId, toId: leaderId }),
    output: z.object({ members: z.int().nonnegative(), lines: z.array(z.string()), running: z.boolean() }),
  }),
  /** Gives a leader's whole team to another. Refuses as the preview, `handover_running` and `own_affair`. */
  handOver: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'leaderHandovers/hnd_<request id>; a member changes teams once per handover',
      byRequest: true,
    },
    input: z.object({ fromId: leaderId, toId: leaderId, reason, pauseFrom: z.boolean() }),
    output: z.object({ handover: handoverView }),
  }),
  /** The journal, newest first. */
  listHandovers: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ handovers: z.array(handoverView), nextCursor: cursor, now: instant }),
  }),
  /** A link into the mini-program for outside WeChat; the same one while half its life is left. Refuses `leader_paused`. */
  makeLink: operation({
    actor: 'leader',
    idempotency: { decidedBy: 'leaderLinks/<code>: one link at a time' },
    input: z.object({}),
    output: z.object({ url: z.string(), expiresAt: instant, now: instant }),
  }),
  /** What to do today; counted by the sweep every half hour, read in a constant number of calls. */
  readActionCard: operation({
    actor: 'leader',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      items: z.array(actionItem),
      /** When it was counted; null: not yet. */
      asOf: instant.nullable(),
      now: instant,
    }),
  }),
};
export type LeaderOfficeApi = ApiOf<typeof leaderOfficeOperations>;
