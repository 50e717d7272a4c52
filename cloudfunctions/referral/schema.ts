import * as z from 'zod';
import {
  countsOn,
  inviteReason,
  inviteRule,
  referralState,
  rewardEvent,
  rewardSide,
  rewardState,
  touchWhy,
} from '../../contracts/referral/invite-rule';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const inviteTouch = z.object({ code: v.inviteCode, at: v.instant });
const leaderTouch = z.object({
  leaderCode: v.leaderCode,
  leaderId: v.leaderId,
  storeId: v.storeId,
  at: v.instant,
});

/** Invites: codes, touches, who brought whom, what it gives. */
export const referralCollections = {
  inviteRules: collection({
    about: 'What inviting gives: every published version, and a copy of the one in force.',
    id: '`v<version>`, and `current`; inserting the version decides who published it',
    document: inviteRule.extend({
      _id: documentId,
      publishedBy: v.requestId.nullable().describe('the request that published it'),
    }),
    indexes: [],
  }),

  inviteCodes: collection({
    about:
      'Which member an invite code belongs to. A renewed one stays, so that an old link still says why it does not count.',
    id: 'the code itself: 12 random characters',
    document: z.object({
      _id: v.inviteCode,
      memberId: v.memberId,
      createdAt: v.instant,
      revokedAt: v.instant.nullable().describe('touches from then on attribute nobody'),
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),

  inviteTouches: collection({
    about: 'Codes somebody opened a landing page with before joining: the first and the last of each kind.',
    id: '`openid:<appid>:<openid>`: one document a person',
    document: z.object({
      _id: v.openIdKey,
      invite: z.object({ first: inviteTouch, last: inviteTouch }).nullable(),
      leader: z
        .object({ first: leaderTouch, last: leaderTouch })
        .nullable()
        .describe('codes that were active when opened'),
      touchedAt: v.instant,
    }),
    indexes: [],
  }),

  scanMonths: collection({
    about:
      'How many people opened a landing page for the first time in a month, before they were members: the first step of the funnel.',
    id: '`<month>:<part>`: many scan at once, so a month is counted in parts',
    document: z.object({
      _id: documentId,
      month: z.string().describe('`YYYY-MM` in China'),
      people: z.int().positive(),
    }),
    indexes: [index('by_month', 'month', '_id')],
  }),

  inviters: collection({
    about:
      'A member as inviter: the code in force, the counts that caps, bursts and milestones are decided by.',
    id: 'the member’s id',
    document: z.object({
      _id: v.memberId,
      code: v.inviteCode.describe('the one in force'),
      needsCode: z
        .boolean()
        .default(false)
        .describe('an undone merge took the code back: the next visit makes one'),
      renewedBy: v.requestId.nullable().describe('the request that made it: its retry gets it'),
      shownName: z.string().nullable().describe('chosen by the member'),
      friends: z.int().nonnegative().describe('who joined through this member, refused ones not counted'),
      rewarded: z.int().nonnegative().describe('friends within the caps: what the total cap counts'),
      day: z
        .object({ day: z.string(), friends: z.int().nonnegative() })
        .nullable()
        .describe('of them on one China day: what the daily cap counts'),
      recent: z.array(v.instant).max(100).describe('when the latest friends joined: tells a burst'),
      ordered: z.int().nonnegative().describe('rewarded friends whose first order stands'),
      milestones: z
        .array(
          z.object({
            friends: z.int().positive(),
            on: countsOn.describe('what it counted when it was reached'),
            turn: z.int().nonnegative().describe('how often it was reached'),
            rewardId: documentId.nullable().describe('the reward that stands; null: not reached now'),
          }),
        )
        .describe('steps that were ever reached'),
      doubled: z
        .array(documentId)
        .default([])
        .describe('milestone rewards a merge made double: to be taken back'),
    }),
    indexes: [],
  }),

  referrals: collection({
    about:
      'Who brought whom, and why it counts or does not. One level: it names one inviter and nobody above.',
    id: 'the friend’s member id: a person is brought once · `<inviter>:<member>` for a member who opened a friend’s card',
    document: z.object({
      _id: documentId,
      inviterId: v.memberId,
      inviteeId: v.memberId,
      key: documentId.describe('names its rewards; stays when a merge renames the document'),
      code: v.inviteCode,
      touchedAt: v.instant,
      why: touchWhy,
      joinedAt: v.instant,
      ruleVersion: z.int().positive().nullable().describe('in force when the friend joined'),
      state: referralState,
      reason: inviteReason.nullable(),
      capped: z.boolean().describe('beyond the inviter’s cap: only the friend is rewarded'),
      minOrderFen: v.fenAmount,
      orderUntil: v.instant.nullable().describe('a first order paid from then on does not count'),
      order: z
        .object({ orderId: v.orderId, paidFen: v.fenAmount, paidAt: v.instant, rewarded: z.boolean() })
        .nullable()
        .describe('the first completed order'),
      turn: z.int().nonnegative().describe('first orders that were refunded'),
      decided: z
        .object({
          by: documentId,
          at: v.instant,
          requestId: v.requestId,
          reason: z.string(),
          about: inviteReason.nullable().default(null).describe('what it waited for'),
        })
        .nullable()
        .describe('by the operator, of one that was held'),
      heldLateAt: v.instant
        .nullable()
        .default(null)
        .describe('it counted and waits since then: what was given stays given until somebody decides'),
      voidedBy: v.mergeId.nullable().describe('the merge that showed it to be no new person'),
    }),
    indexes: [
      index('by_inviter', 'inviterId', '-joinedAt', '-_id'),
      index('by_invitee', 'inviteeId', '_id'),
      index('by_state', 'state', 'joinedAt', '_id'),
    ],
  }),

  inviteRewards: collection({
    about: 'What an invite gives one person for one event: pending, given, refused or taken back.',
    id: '`<event>:<friend>:<side>:<turn>`, `milestone:<inviter>:<friends>:<turn>`: each exists once',
    due: ['dueAt'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId.describe('who gets it'),
      referralId: documentId.nullable().describe('key of the referral; null for a milestone'),
      side: rewardSide,
      event: rewardEvent,
      milestone: z.int().positive().nullable(),
      ruleVersion: z.int().positive(),
      gift: z
        .object({
          kind: z.enum(['points', 'pack']),
          points: v.pointsAmount.nullable(),
          text: z.string(),
        })
        .describe('what was promised; the items of a pack stand in the rule’s version'),
      orderId: v.orderId.nullable(),
      state: rewardState,
      reason: inviteReason.nullable(),
      createdAt: v.instant,
      dueAt: v.instant.nullable().describe('when the sweep gives it or takes it back; null: nothing to do'),
      heldDueAt: v.instant
        .nullable()
        .default(null)
        .describe('when it would be due; set while it waits for the operator'),
      decidedAt: v.instant.nullable(),
      givenTo: v.memberId.nullable().describe('member id it was given to, for taking it back'),
      grants: z.int().nonnegative().describe('how often it was given: names the delivery'),
    }),
    indexes: [index('by_member', 'memberId', '-createdAt', '-_id'), index('by_due', 'dueAt', '_id')],
  }),

  attributionJournal: collection({
    about: 'The journal: who is attributed somebody who joined, and why. Written once, never changed.',
    id: '`<member>:join` and `<member>:<what changed it>`',
    document: z.object({
      _id: documentId,
      memberId: v.memberId.describe('who joined'),
      leaderId: v.leaderId.nullable(),
      leaderCode: v.leaderCode.nullable(),
      inviterId: v.memberId.nullable(),
      inviteCode: v.inviteCode.nullable(),
      why: touchWhy.nullable(),
      touchedAt: v.instant.nullable(),
      outcome: z.enum(['attributed', 'held', 'refused', 'unknown_code', 'none']),
      reason: inviteReason.nullable(),
      by: z.string().describe('`join`, `merge`, `number` (known later), or the staff document'),
      at: v.instant,
    }),
    indexes: [index('by_time', '-at', '-_id'), index('by_member', 'memberId', '_id')],
  }),
};
