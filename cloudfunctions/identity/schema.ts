import * as z from 'zod';
import { mergeReason, mergeStatus } from '../../contracts/identity/identity-values';
import { pictureState } from '../../contracts/member/profile-values';
import * as v from '../../contracts/values';
import { memberCard } from '../../contracts/card/card-values';
import { NO_PROFILE } from '../kit/identity/member-profile';
import { memberAttribution, memberPhone, memberProfile } from '../kit/identity/schema';
import { collection, documentId, index } from '../kit/store/schema/collection-schema';

/** What a merge may change of a member, as it was before and as it is after. */
const mergedFields = z.object({
  nickname: z.string().nullable(),
  profile: memberProfile.default(NO_PROFILE),
  phone: memberPhone.nullable(),
  card: memberCard,
  attribution: memberAttribution.nullable(),
  leaderId: v.leaderId.nullable().default(null),
  joinedAt: v.instant,
  unreadMessages: z.int().nonnegative(),
});

/** How members became one, who follows the official account, what staff must decide. */
export const identityCollections = {
  merges: collection({
    about: 'The journal of merges: who was merged into whom, why, what was before, and how far it got.',
    id: '`mrg_<absorbed ulid>-<kept ulid>-<how often the absorbed was merged before>`: a merge is begun once',
    due: ['wakeAt'],
    document: z.object({
      _id: v.mergeId,
      keptId: v.memberId.describe('member id that stays'),
      absorbedId: v.memberId.describe('member id that redirects'),
      reason: mergeReason,
      decidedBy: z.string().describe('`system`, or the staff document of whoever decided'),
      status: mergeStatus,
      wakeAt: v.instant.nullable().describe('when the sweep looks at it again; null: nothing is left to do'),
      at: v.instant,
      undoUntil: v.instant,
      identities: z.array(z.string()).describe('keys of the identity map that changed hands'),
      released: z
        .array(z.string())
        .describe('phone keys that lead to nobody since: one member has one number'),
      dropped: z
        .array(v.couponId)
        .describe('coupons of the second newcomer gift: they stay with the absorbed member, unreachable'),
      tombstones: z
        .array(v.memberId)
        .default([])
        .describe('merged into the absorbed one before: they lead to the kept one while this merge stands'),
      closings: z
        .object({ kept: v.instant.nullable(), absorbed: v.instant.nullable() })
        .default({ kept: null, absorbed: null })
        .describe('when the two would have been closed: a merge drops the request, an undo brings it back'),
      takenBack: z.array(v.couponId).describe('those of them that were the kept member’s'),
      lines: z.array(z.string()).describe('the plan as people read it'),
      before: z.object({ kept: mergedFields, absorbed: mergedFields }),
      after: mergedFields.describe('the kept member'),
    }),
    indexes: [
      index('by_status', 'status', 'wakeAt', '_id'),
      index('by_kept', 'keptId', '_id'),
      index('by_absorbed', 'absorbedId', '_id'),
      index('by_at', '-at', '-_id'),
    ],
  }),

  mergeMoves: collection({
    about:
      'What each step of a merge moved, written in the transaction that moved it; an undo goes through it.',
    id: '`<merge id>:<collection>:<first document moved>`: a document moves once per merge',
    document: z.object({
      _id: documentId,
      mergeId: v.mergeId,
      collection: z.string(),
      field: z.string().describe('the field that names the owner'),
      ids: z.array(z.string()),
      removed: z
        .string()
        .nullable()
        .describe('JSON of a document that was combined with the kept member’s, as it was'),
      undone: z.boolean(),
    }),
    indexes: [index('by_merge', 'mergeId', 'undone', '_id')],
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

  followerBackfills: collection({
    about: 'Linking the followers from before this was installed, a slice at a time.',
    id: 'the official account’s appid: one runs at a time',
    due: ['status'],
    document: z.object({
      _id: documentId,
      requestId: v.requestId.describe(
        'who asked for it: the same request continues it, another starts it again',
      ),
      status: z.enum(['running', 'done']),
      listedAfter: z.string().nullable().describe('openid after which WeChat lists the page it is at'),
      handled: z.string().nullable().describe('openid of that page up to which it has looked'),
      seen: z.int().nonnegative(),
      linked: z.int().nonnegative(),
      at: v.instant,
    }),
    indexes: [],
  }),

  wechatEvents: collection({
    about: 'Pushed events that were handled, so that a repeated push changes nothing. Removed after a week.',
    id: '`evt_<hash of sender, create time and content>`: a repeated push has the same',
    due: [],
    document: z.object({ _id: documentId, event: z.string(), at: v.instant }),
    indexes: [index('by_at', 'at', '_id')],
  }),

  pictures: collection({
    about:
      'Pictures of members’ in the cloud storage, from before they are uploaded until the file is gone: a file always has a document.',
    id: '`pic_<hash of member and request>`: a repeated request is the same picture',
    due: ['endsAt'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      fileId: z.string().nullable().describe('null: not uploaded yet'),
      path: z.string().describe('where it is put; chosen here, never by the phone'),
      state: pictureState.describe(
        'waiting: for WeChat’s verdict · shown: it passed · leaving: the file is removed by the next sweep',
      ),
      traceId: z.string().nullable().describe('under which WeChat tells its verdict'),
      at: v.instant,
      endsAt: v.instant
        .nullable()
        .describe('leaving: remove it now; waiting: no verdict came; null: it stays'),
    }),
    indexes: [
      index('by_member', 'memberId', '_id'),
      index('by_trace', 'traceId', '_id'),
      index('by_end', 'endsAt', '_id'),
    ],
  }),

  closures: collection({
    about: 'Closed accounts: what is left of a person is the member id in the ledgers.',
    id: 'the member id that was closed',
    due: ['wakeAt'],
    document: z.object({
      _id: v.memberId,
      ids: z.array(v.memberId).describe('member id and those of the tombstones that led to it'),
      openIds: z.array(z.string()).describe('`openid:…` keys, until everything under them is removed'),
      status: z.enum(['running', 'done']),
      wakeAt: v.instant.describe('when the sweep continues an interrupted one'),
      closedAt: v.instant,
    }),
    indexes: [index('by_status', 'status', 'wakeAt', '_id')],
  }),
};
