import * as z from 'zod';
import { memberCard } from '../../../../contracts/card';
import { phoneOutcome } from '../../../../contracts/member';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

/** People: the identity map, members, and the roles of those who work for the merchant. */
export const memberCollections = {
  identities: collection({
    about: 'The identity map: one document per identifier, leading to its member.',
    id: '`openid:<appid>:<openid>` · `unionid:<unionid>` · `phone:<keyed hash>` · `card:<card number>`; inserting it decides whose the identifier is',
    document: z.object({
      _id: documentId,
      kind: z.enum(['openid', 'unionid', 'phone', 'card']).describe('what kind of identifier'),
      memberId: v.memberId,
      linkedAt: v.instant,
      verifiedAt: v.instant.describe('when WeChat last vouched for it'),
    }),
    indexes: [index('by_member', 'memberId', 'kind')],
  }),

  members: collection({
    about: 'A person who joined, with their card and who is credited for it.',
    id: '`mem_<ulid>`',
    document: z.object({
      _id: v.memberId,
      status: z.literal('active'),
      nickname: z.string().nullable(),
      phone: z
        .object({
          masked: v.maskedPhone,
          cipher: z.string().describe('AES-256-GCM: `<key id>.<nonce>.<ciphertext>.<tag>`, base64url'),
          linkedBy: v.requestId.describe('the request that linked it: its retry gets the first answer'),
        })
        .nullable(),
      card: memberCard.describe('the member card; its number also stands in identities'),
      attribution: z
        .object({ leaderId: v.leaderId, storeId: v.storeId, leaderCode: v.leaderCode, at: v.instant })
        .nullable()
        .describe('the leader credited with this member: the code the join came through'),
      joinedAt: v.instant,
      join: z
        .object({ requestId: v.requestId, phone: phoneOutcome })
        .describe('the request that created the member: its retry gets the first answer'),
      unreadMessages: z.int().nonnegative(),
    }),
    indexes: [index('by_leader', 'attribution.leaderId', '-joinedAt')],
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

  staff: collection({
    about: 'Stored roles of people who work for the merchant or lead a group.',
    id: '`openid:<appid>:<openid>`, as in identities',
    document: z.object({
      _id: documentId,
      name: z.string(),
      roles: z.array(z.enum(['leader', 'clerk', 'operator', 'owner'])).min(1),
      leaderId: v.leaderId.nullable().describe('who they are as a leader'),
    }),
    indexes: [],
  }),
};
