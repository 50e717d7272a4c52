import * as z from 'zod';
import { memberCard } from '../../../contracts/card/card-values';
import { mergeReason, mergeStatus } from '../../../contracts/identity/identity-values';
import * as v from '../../../contracts/values';
import { NO_PROFILE } from '../identity/member-profile';
import { memberAttribution, memberPhone, memberProfile } from '../identity/schema';
import { tagMark } from '../identity/schema';
import { collection, index } from '../store/schema/collection-schema';

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

/** Why something that was one member's is another's: every area that moves asks it. */
export const mergeCollections = {
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
      undoneAt: v.instant.nullable().default(null).describe('when its undo began'),
      followed: z
        .number()
        .int()
        .min(0)
        .default(0)
        .describe('how many of the collections have followed what went back'),
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
      tags: z
        .object({ tags: z.array(z.string()), tagMarks: z.array(tagMark) })
        .nullable()
        .default(null)
        .describe(
          'of the kept member, before: an undo takes off what came with the other; null: a merge of before',
        ),
    }),
    indexes: [
      index('by_status', 'status', 'wakeAt', '_id'),
      index('by_kept', 'keptId', '_id'),
      index('by_absorbed', 'absorbedId', '_id'),
      index('by_at', '-at', '-_id'),
    ],
  }),
};
