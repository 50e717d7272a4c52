import * as z from 'zod';
import { memberCard } from '../../../contracts/card/card-values';
import { agreedCharter } from '../../../contracts/growth/charter';
import { usedRight } from '../../../contracts/growth/used-right';
import { identityKind } from '../../../contracts/identity/identity-values';
import { phoneOutcome } from '../../../contracts/member/member-values';
import { gender } from '../../../contracts/member/profile-values';
import { entrySource } from '../../../contracts/leader/leader-figures';
import { tagHows } from '../../../contracts/primitives/tag-how';
import * as v from '../../../contracts/values';
import { untoldFacts } from '../facts/schema';
import { keptReminders } from '../outbox/schema';
import { NO_PROFILE } from './member-profile';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

export const tagMark = z.object({
  tag: z.string(),
  own: z.enum(['given', 'kept_off']).nullable(),
  how: z.enum(tagHows),
  by: z.string(),
  at: v.instant,
  ruled: z.boolean(),
});

export const memberPhone = z.object({
  masked: v.maskedPhone,
  cipher: z.string().describe('AES-256-GCM: `<key id>.<nonce>.<ciphertext>.<tag>`, base64url'),
  linkedBy: v.requestId.describe('the request that linked it: its retry gets the first answer'),
});
export const memberAttribution = z.object({
  leaderId: v.leaderId,
  storeId: v.storeId,
  leaderCode: v.leaderCode,
  at: v.instant,
  source: entrySource.default('unknown').describe('how the person came to the code, as the phone told'),
  groupId: z
    .string()
    .nullable()
    .default(null)
    .describe('WeChat’s id of the group they came from, decrypted; null: WeChat gave none'),
});

const memberInvite = z.object({
  code: v.inviteCode.nullable().describe('the code of the join itself'),
  key: v.openIdKey.describe('whose touches are looked at: inviteTouches'),
  policy: z.object({ touch: z.enum(['first', 'last']), windowMs: z.int().positive() }),
});

const memberPicture = z.object({
  pictureId: documentId.describe('its document in pictures'),
  fileId: z.string().describe('where the cloud storage keeps it'),
});
export const memberProfile = z.object({
  gender: gender.nullable(),
  birthday: v.chinaDate.nullable(),
  birthdaySetAt: v.instant.nullable().describe('a birthday can be changed once a year'),
  avatar: memberPicture.nullable().describe('passed WeChat’s check: others may see it'),
  newAvatar: memberPicture.nullable().describe('waits for WeChat’s verdict: only the member sees it'),
});

/** People: the identity map and members. */
export const memberCollections = {
  identities: collection({
    about: 'The identity map: one document per identifier, leading to its member.',
    id: '`openid:<appid>:<openid>`, of the mini-program or the official account · `unionid:<unionid>` · `phone:<keyed hash>` · `card:<card number>` · `old_card:<number of another system, or keyed hash of one that is a phone number>`; inserting it decides whose the identifier is. `closed:<keyed hash of one of them>`: somebody who closed an account and gets nothing of what is given once',
    document: z.object({
      _id: documentId,
      kind: identityKind.describe('what kind of identifier; `closed` leads to nobody'),
      memberId: v.memberId,
      linkedAt: v.instant,
      verifiedAt: v.instant.describe('when WeChat last vouched for it; 0: never, it came with a list'),
      giftedTiers: z
        .array(z.int().nonnegative())
        .optional()
        .describe('of `closed`: the ids of the tiers whose upgrade gift is not given to this person again'),
      usedRights: z
        .array(usedRight())
        .optional()
        .describe('of `closed`: how often rights with a quota were used, for this person’s quotas'),
      frozen: z
        .object({ at: v.instant, by: documentId })
        .optional()
        .describe('of `closed`: they left frozen, and are so again when they come back; why stays unsaid'),
    }),
    indexes: [index('by_member', 'memberId', 'kind', '_id')],
  }),

  members: collection({
    about: 'A person who joined, with their card and who is attributed for it.',
    id: '`mem_<ulid>`',
    due: ['closesAt', 'inviteState', 'welcomePoints', 'joinAward', 'personCheckAt', 'remindAt'],
    document: z.object({
      _id: v.memberId,
      status: z.enum(['active', 'merged']).describe('merged: a tombstone that leads to `mergedInto`'),
      mergedInto: v.memberId.nullable().default(null).describe('member id of the one who has everything now'),
      absorbed: z.array(v.memberId).default([]).describe('member ids of the tombstones that lead here'),
      merges: z.int().nonnegative().default(0).describe('how often this member was merged into another'),
      apartFrom: z
        .array(v.memberId)
        .default([])
        .describe('members this one was decided not to be: never merged by themselves'),
      nickname: z.string().nullable(),
      profile: memberProfile.default(NO_PROFILE).describe('what the member chose to tell of themselves'),
      phone: memberPhone.nullable(),
      numbers: z
        .array(documentId)
        .default([])
        .describe('keyed hashes of the numbers this member verified, also of those taken off since'),
      personCheckAt: v.instant
        .nullable()
        .default(null)
        .describe(
          'more is known of who this is since then: invites and leaders’ awards are compared again by the next sweep',
        ),
      phoneNotice: z
        .object({ kind: z.enum(['moved_away', 'taken_over']), masked: v.maskedPhone, at: v.instant })
        .nullable()
        .default(null)
        .describe('why a number came or went: it was verified by another WeChat user'),
      closesAt: v.instant.nullable().default(null).describe('the account is closed then, unless cancelled'),
      card: memberCard.describe('the member card; its number also stands in identities'),
      attribution: memberAttribution
        .nullable()
        .describe('the leader this member is attributed to: the code the join came through'),
      leaderId: v.leaderId
        .nullable()
        .default(null)
        .describe('whose team the member is in now: a handover changes it, the attribution stays'),
      attributedTo: v.leaderId
        .nullable()
        .default(null)
        .describe('the leader whose join this was; never changed'),
      joinAward: z
        .enum(['due', 'done'])
        .default('done')
        .describe(
          'due: not yet in the leader’s figures, counted by the next sweep and by whoever reads them before',
        ),
      charters: z
        .array(agreedCharter)
        .default([])
        .describe('which versions of the member charter were agreed to: first by joining'),
      activeAt: v.instant.nullable().default(null).describe('the last paid order, or the join'),
      joinedAt: v.instant,
      join: z
        .object({ requestId: v.requestId, phone: phoneOutcome })
        .describe('the request that created the member: its retry gets the first answer'),
      unreadMessages: z.int().nonnegative(),
      lastPaidAt: v.instant
        .nullable()
        .default(null)
        .describe('the latest payment that counted as this member’s'),
      tierMove: z
        .enum(['rise', 'fall'])
        .nullable()
        .default(null)
        .describe('the tier is about to rise or fall, as growth last found it: what a leader’s card counts'),
      tags: z.array(z.string().min(1).max(20)).max(100).default([]).describe('given by the merchant'),
      tagMarks: z
        .array(tagMark)
        .default([])
        .describe(
          'how they came to each tag, and which are kept from them: `TagMark` in identity/tag-marks.ts',
        ),
      frozen: z
        .object({ at: v.instant, by: documentId, reason: z.string() })
        .nullable()
        .default(null)
        .describe('by staff: reads everything, moves nothing of value'),
      welcomePoints: z
        .enum(['due', 'done'])
        .default('done')
        .describe('what joining earns is due: given by the next sweep'),
      imported: z
        .object({
          importId: documentId,
          line: z.int().positive(),
          heldAt: v.instant
            .nullable()
            .default(null)
            .describe('the first thing they were given: the list is not taken back from under it'),
        })
        .nullable()
        .default(null)
        .describe('came with a list of another system: new to nobody'),
      returned: z
        .boolean()
        .default(false)
        .describe('closed an account before: what a person is given once was given'),
      giftedTiers: z
        .array(z.int().nonnegative())
        .default([])
        .describe('ids of tiers that were reached with an account that is closed: their gifts were given'),
      usedRights: z
        .array(usedRight())
        .default([])
        .describe('how often rights were used, month by month, with an account that is closed'),
      invite: memberInvite
        .nullable()
        .default(null)
        .describe('codes were opened for this join: whose it is, the next sweep writes down'),
      inviteState: z
        .enum(['none', 'due', 'done'])
        .default('none')
        .describe('due: it is written down by the next sweep; none: nobody brought this member'),
      untold: untoldFacts.describe('facts of the join; the next sweep writes them down'),
      unreminded: keptReminders.describe(
        'reminders of the join, which the next sweep writes down, or of a grant that had no room for them',
      ),
      remindAt: v.instant
        .nullable()
        .default(null)
        .describe('when the first of `unreminded` is due: by then they are written down, welcome or not'),
    }),
    indexes: [
      index('by_team', 'leaderId', 'status', '-joinedAt', '-_id'),
      index('by_tier_move', 'leaderId', 'status', 'tierMove', '_id'),
      index('by_number', 'phone.masked', 'status', '_id'),
      index('by_nickname', 'nickname', 'status', '_id'),
      index('by_join_award', 'joinAward', 'attributedTo', '_id'),
      index('by_closing', 'closesAt', '_id'),
      index('by_welcome', 'welcomePoints', 'status', '_id'),
      index('by_remind_at', 'remindAt', '_id'),
      index('by_invite', 'inviteState', '_id'),
      index('by_number', 'numbers', '_id'),
      index('by_person_check', 'personCheckAt', '_id'),
    ],
  }),

  followers: collection({
    about: 'Followers of the official account, before and after they are members.',
    id: '`<official account appid>:<openid>`',
    document: z.object({
      _id: documentId,
      unionId: v.unionId.nullable().describe('null: the account is not bound to an open platform account'),
      memberId: v.memberId.nullable(),
      subscribed: z.boolean(),
      eventAt: v.instant.describe('time of the newest event; older ones that arrive later change nothing'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_unionid', 'unionId', '_id'), index('by_member', 'memberId', '_id')],
  }),

  identityDecisions: collection({
    about: 'Cases only a person can decide: one phone number, verified by two WeChat users.',
    id: '`dec_<previous owner ulid>-<new owner ulid>`: a pair is decided once',
    document: z.object({
      _id: v.decisionId,
      kind: z.enum(['recycled_phone', 'by_hand']),
      previousId: v.memberId.describe('member id of the one who had the number'),
      newId: v.memberId.describe('member id of the one who verified it last'),
      phone: v.maskedPhone.nullable().describe('null: opened by hand, and neither has a number'),
      status: z.enum(['open', 'merged', 'kept_apart']),
      openedAt: v.instant,
      decidedAt: v.instant.nullable(),
      decidedBy: z.string().nullable().describe('staff document'),
      mergeId: v.mergeId.nullable(),
    }),
    indexes: [
      index('by_status', 'status', 'openedAt', '_id'),
      index('by_previous', 'previousId', '_id'),
      index('by_new', 'newId', '_id'),
    ],
  }),

  memberCodeUses: collection({
    about: 'The last member code of each member that was used up; codes up to it are refused.',
    id: 'the member’s id: there is one last use',
    document: z.object({
      _id: v.memberId,
      minute: z.int().nonnegative().describe('minute of the code, since the epoch'),
      turn: z.int().min(0).max(9).describe('number of the code within its minute'),
      usedBy: v.requestId.describe('the redemption that used it: its retry is not refused'),
      usedAt: v.instant,
    }),
    indexes: [],
  }),
};
