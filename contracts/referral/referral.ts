import * as z from 'zod';
import {
  inviteReason,
  inviteRule,
  inviteRuleDraft,
  referralState,
  rewardEvent,
  rewardSide,
  rewardState,
} from './invite-rule';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { cursor, handle, instant, inviteCode, leaderCode, memberId } from '../values';
import { shown, unshown } from '../text-marks';

/** What the inviter is called on the card and the landing page: chosen, never the phone. */
const shownName = shown(
  z
    .string()
    .trim()
    .regex(/^[\p{Script=Han}A-Za-z0-9·]{1,8}$/u, '1 to 8 letters'),
  'profile',
);

const reasonView = z.object({ code: inviteReason, text: z.string() });

/** One reward as its owner reads it. */
const inviteRewardView = z.object({
  id: handle,
  side: rewardSide,
  event: rewardEvent,
  /** `好友首单奖励`. */
  title: z.string(),
  /** `50 积分`, or the pack's name. */
  gift: z.string(),
  state: rewardState,
  /** Why it is not given, or was taken back. */
  reason: reasonView.nullable(),
  createdAt: instant,
  /** A pending one is given then. */
  dueAt: instant.nullable(),
  decidedAt: instant.nullable(),
});
export type InviteRewardView = z.output<typeof inviteRewardView>;

/** A friend as the inviter sees one: masked. */
const friendView = z.object({
  id: handle,
  name: z.string(),
  joinedAt: instant,
  state: referralState,
  reason: reasonView.nullable(),
  /** 已入会, 首单待确认 …: how far the friend came, in words. */
  progress: z.string(),
  /** The inviter's own rewards for this friend. */
  rewards: z.array(inviteRewardView),
});
export type FriendView = z.output<typeof friendView>;

/** A friend who came in a burst, as the operator decides about one. */
const heldReferral = z.object({
  referralId: z.string(),
  inviterId: memberId,
  inviter: z.string(),
  friend: z.string(),
  joinedAt: instant,
  /** Friends of the same inviter that joined in the burst. */
  recent: z.int().nonnegative(),
  /** Why it waits, in words for the operator. */
  reason: z.string(),
  /** What was given already, and what the decision means then. */
  notes: z.array(z.string()),
});
export type HeldReferral = z.output<typeof heldReferral>;

/** Who is attributed somebody who joined, and why. */
const attributionView = z.object({
  id: z.string(),
  memberId,
  at: instant,
  leader: z.string().nullable(),
  inviterId: memberId.nullable(),
  outcome: z.enum(['attributed', 'held', 'refused', 'unknown_code', 'none']),
  text: z.string(),
});

export const referralOperations = {
  /**
   * A landing page was opened with a code: says who invites, and remembers the touch of somebody who has not joined. A member
   * who opens a friend's card is told, and the friend can read why it does not count. An unknown code is no error.
   */
  openInvite: operation({
    actor: 'guest',
    limit: callLimit('open_invite', 120, 10 * MINUTE_MS),
    idempotency: { decidedBy: 'inviteTouches/<openid>: the first touch is kept, the last one replaced' },
    input: z.object({ inviteCode: inviteCode.nullable(), leaderCode: leaderCode.nullable() }),
    output: z.object({
      codeState: z.enum(['active', 'revoked', 'unknown', 'none']),
      viewer: z.enum(['guest', 'member', 'inviter']),
      inviter: z.object({ name: z.string() }).nullable(),
      /** The inviter's own leader, for a link that names none: the friend joins the same team. */
      leaderCode: leaderCode.nullable(),
      /** What the friend gets for it, in words. */
      inviteeLines: z.array(z.string()),
    }),
  }),
  /** 邀请有礼: the rules, the member's code, the progress. Makes the code the first time. */
  readHome: operation({
    actor: 'member',
    whenFrozen: { allowed: 'it is a page; the code it draws gives nobody anything' },
    idempotency: { decidedBy: 'inviters/<member id>: a member has one code in force' },
    input: z.object({}),
    output: z.object({
      /** Null: no rule is in force, nothing is rewarded now. */
      rule: z
        .object({
          version: z.int().positive(),
          /** Everything, in words, shown before sharing. */
          lines: z.array(z.string()),
          inviterGifts: z.array(z.string()),
          inviteeGifts: z.array(z.string()),
          until: instant.nullable(),
        })
        .nullable(),
      inviteCode,
      shownName: z.string(),
      brandName: z.string(),
      page: z.string(),
      /** The friend's leader, so that a shared card leads into the same team. */
      leaderCode: leaderCode.nullable(),
      friends: z.int().nonnegative(),
      counted: z.int().nonnegative(),
      milestones: z.array(z.object({ friends: z.int().positive(), gift: z.string(), reached: z.boolean() })),
      milestonesCount: z.enum(['registered', 'first_order']),
      now: instant,
    }),
  }),
  /** The friends, latest first, each with what it came to. */
  listFriends: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ friends: z.array(friendView), nextCursor: cursor, now: instant }),
  }),
  /** Every reward of the member, as inviter or as invited friend, latest first. */
  listRewards: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ rewards: z.array(inviteRewardView), nextCursor: cursor, now: instant }),
  }),
  /** A new code; links and posters with the old one reward nobody from now on. */
  renewCode: operation({
    actor: 'member',
    idempotency: { decidedBy: 'inviters/<member id>.renewedBy: a repeated request gets its first code' },
    input: z.object({}),
    output: z.object({ inviteCode }),
  }),
  /** The name on card, poster and landing page; null: the masked nickname. */
  saveName: operation({
    actor: 'member',
    idempotency: { decidedBy: 'inviters/<member id>.shownName: the last choice stands' },
    input: z.object({ shownName: shownName.nullable() }),
    output: z.object({ shownName: z.string() }),
  }),
  /** The real mini-program code for the poster. Refuses `invite_missing` before the first visit of the page. */
  readPoster: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ inviteCode, page: z.string(), scene: z.string(), pngBase64: z.string() }),
  }),

  /** The rule in force; null before the first is published. */
  readRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: inviteRule.nullable(),
      lines: z.array(z.string()),
      packs: z.array(z.object({ packId: z.string(), name: z.string() })),
      now: instant,
    }),
  }),
  /** Publishes the next version. Refuses `rule_changed_meanwhile`, `invite_rule_invalid`. */
  publishRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'inviteRules/v<version>: a version is published once' },
    input: z.object({ draft: inviteRuleDraft, basedOn: z.int().nonnegative() }),
    output: z.object({ rule: inviteRule, lines: z.array(z.string()) }),
  }),
  /** Friends who came in a burst, oldest first. */
  listHeld: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ referrals: z.array(heldReferral), nextCursor: cursor, now: instant }),
  }),
  /** Lets a held friend count, or not, with a reason for the audit log. Refuses `referral_not_held`, `owner_frozen`, `own_affair`. */
  decideHeld: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'referrals/<id>.decided: a repeated request gets the first answer',
      byRequest: true,
    },
    input: z.object({
      referralId: unshown(z.string().min(1).max(120), 'a name of ours'),
      decision: z.enum(['approve', 'reject']),
      reason: shown(z.string().trim().min(2).max(60)),
    }),
    output: z.object({ state: referralState }),
  }),
  /** The journal: who is attributed and why, latest first. */
  listAttributions: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ attributions: z.array(attributionView), nextCursor: cursor, now: instant }),
  }),
};
export type ReferralApi = ApiOf<typeof referralOperations>;
