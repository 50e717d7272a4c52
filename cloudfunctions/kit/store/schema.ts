import * as z from 'zod';
import { memberCard } from '../../../contracts/card';
import { couponTerms, packLadder } from '../../../contracts/coupon';
import { messageKind, promptAnswer } from '../../../contracts/message';
import { phoneOutcome } from '../../../contracts/member';
import * as v from '../../../contracts/values';

/**
 * Every collection once: its documents (units in the field notes), how ids are made, its indexes.
 * The local database, the deployment and docs/data-model.md all take them from here. All collections are ADMINONLY.
 */
type Direction = 1 | -1;

interface Index {
  name: string;
  keys: { field: string; direction: Direction }[];
  unique?: boolean;
}

interface CollectionSchema<Document extends z.ZodObject = z.ZodObject> {
  about: string;
  /** How `_id` is made, and what its uniqueness decides. */
  id: string;
  document: Document;
  indexes: Index[];
}

const collection = <Document extends z.ZodObject>(schema: CollectionSchema<Document>) => schema;

/** `index('dueAt', 'status', '-dueAt')`: ascending fields, `-` for descending. */
const index = (name: string, ...fields: string[]): Index => ({
  name,
  keys: fields.map((field) =>
    field.startsWith('-') ? { field: field.slice(1), direction: -1 } : { field, direction: 1 },
  ),
});

const id = z.string().min(1).describe('document id');

export const schema = {
  identities: collection({
    about: 'The identity map: one document per identifier, leading to its member.',
    id: '`openid:<appid>:<openid>` · `unionid:<unionid>` · `phone:<keyed hash>` · `card:<card number>`; inserting it decides whose the identifier is',
    document: z.object({
      _id: id,
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

  cardPlans: collection({
    about: 'What a member card gives. The open plan with `isDefault` is the one joining issues.',
    id: '`plan_<slug or ulid>`',
    document: z.object({
      _id: v.cardPlanId,
      name: z.string(),
      benefits: z.array(z.string()).describe('short lines for people'),
      validForMs: z.int().positive().nullable().describe('ms from issue; null: does not expire'),
      isDefault: z.boolean(),
      status: z.enum(['open', 'closed']),
    }),
    indexes: [index('by_default', 'isDefault', 'status')],
  }),

  couponTemplates: collection({
    about: 'Coupons as the merchant writes them. Packs copy their terms when published.',
    id: '`tpl_<slug or ulid>`',
    document: z.object({
      _id: v.couponTemplateId,
      terms: couponTerms,
      status: z.enum(['draft', 'published']),
    }),
    indexes: [],
  }),

  couponPacks: collection({
    about: 'Published packs: a list of coupon terms, each with its step of the validity ladder.',
    id: '`pack_<slug or ulid>`',
    document: z.object({
      _id: v.couponPackId,
      name: z.string(),
      channel: z.literal('join').describe('what issues this pack'),
      items: z
        .array(z.object({ terms: couponTerms, validForMs: packLadder.describe('ms from issue') }))
        .min(1)
        .max(20),
      status: z.enum(['published', 'ended']),
    }),
    indexes: [index('by_channel', 'channel', 'status')],
  }),

  coupons: collection({
    about: 'Issued coupons. A coupon is usable while it is unused and `now < expiresAt`.',
    id: '`cpn_<member ulid>-<channel>-<position in the pack>`: a pack is issued once per member and channel',
    document: z.object({
      _id: v.couponId,
      memberId: v.memberId,
      packId: v.couponPackId,
      terms: couponTerms,
      status: z.enum(['unused', 'used']),
      issuedAt: v.instant,
      expiresAt: v.instant,
      usedAt: v.instant.nullable(),
    }),
    indexes: [index('by_member', 'memberId', 'status', 'expiresAt', '_id')],
  }),

  stores: collection({
    about: 'The merchant’s stores.',
    id: '`sto_<slug or ulid>`',
    document: z.object({ _id: v.storeId, name: z.string() }),
    indexes: [],
  }),

  leaders: collection({
    about: 'Group leaders.',
    id: '`ldr_<slug or ulid>`',
    document: z.object({
      _id: v.leaderId,
      name: z.string(),
      storeId: v.storeId,
      leaderCode: v.leaderCode,
    }),
    indexes: [],
  }),

  leaderCodes: collection({
    about: 'Which leader a scanned code belongs to.',
    id: 'the code itself',
    document: z.object({
      _id: v.leaderCode,
      leaderId: v.leaderId,
      storeId: v.storeId,
      status: z.enum(['active', 'paused']).describe('a paused code credits nobody'),
    }),
    indexes: [],
  }),

  staff: collection({
    about: 'Stored roles of people who work for the merchant or lead a group.',
    id: '`openid:<appid>:<openid>`, as in identities',
    document: z.object({
      _id: id,
      name: z.string(),
      roles: z.array(z.enum(['leader', 'clerk', 'operator', 'owner'])).min(1),
      leaderId: v.leaderId.nullable().describe('who they are as a leader'),
    }),
    indexes: [],
  }),

  reminders: collection({
    about:
      'One document per reminder, scheduled in the transaction that creates its cause; read by the sweep when due.',
    id: '`rem:<kind>:<subject id>`: a subject is reminded of once per kind',
    document: z.object({
      _id: id,
      kind: messageKind,
      memberId: v.memberId,
      subjectId: v.couponId.describe('the coupon it is about'),
      dueAt: v.instant,
      deadline: v.instant.describe('pointless from here on'),
      status: z.enum(['scheduled', 'sent', 'skipped']),
      outcome: z.enum(['used', 'expired', 'missing']).nullable().describe('why it was skipped'),
      messageId: v.messageId.nullable().describe('the message that carries it'),
    }),
    indexes: [index('by_due', 'status', 'dueAt', '_id'), index('by_member', 'memberId', 'status')],
  }),

  messages: collection({
    about:
      'Messages to members: each is in the inbox; those with channel `wechat` also went out as a service notification.',
    id: '`msg_<kind>-<first reminder’s subject>`: the same reminders never make two messages',
    document: z.object({
      _id: v.messageId,
      memberId: v.memberId,
      kind: messageKind,
      title: z.string(),
      lines: z.array(z.string()),
      page: z.string().describe('mini-program page a tap opens'),
      values: z
        .object({ title: z.string(), amount: z.string(), expiresAt: z.string(), tip: z.string() })
        .describe('what a WeChat template may show'),
      channel: z.enum(['wechat', 'inbox']),
      delivery: z
        .enum(['pending', 'delivered', 'unconfirmed'])
        .describe(
          'pending: handed to WeChat, answer awaited; unconfirmed: the answer never came, not sent again',
        ),
      note: z.string().nullable().describe('WeChat’s error code when it fell back to the inbox'),
      sentTo: id.nullable().describe('credit document the send was taken from'),
      leaseHolder: v.requestId.describe('the sweep that sends it'),
      leaseUntil: v.instant.describe('a delivery still pending then was interrupted'),
      createdAt: v.instant,
      readAt: v.instant.nullable(),
    }),
    indexes: [
      index('by_member', 'memberId', '-createdAt', '-_id'),
      index('by_delivery', 'delivery', 'leaseUntil', '_id'),
    ],
  }),

  subscriptionCredits: collection({
    about: 'How many subscription messages WeChat still lets us send, per person and template.',
    id: '`<appid>:<openid>:<template id>`',
    document: z.object({
      _id: id,
      memberId: v.memberId,
      available: z.int().nonnegative(),
      reserved: z.int().nonnegative().describe('taken for a send whose answer is awaited'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_member', 'memberId')],
  }),

  subscriptionPrompts: collection({
    about: 'Answers to subscription prompts as the client reported them; each is counted once.',
    id: '`<openid>:<request id>`',
    document: z.object({
      _id: id,
      memberId: v.memberId,
      answers: z.record(z.string(), promptAnswer),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId')],
  }),
} as const satisfies Record<string, CollectionSchema>;

export type CollectionName = keyof typeof schema;
export type DocumentOf<Name extends CollectionName> = z.output<(typeof schema)[Name]['document']>;
export const collectionNames = Object.keys(schema).filter((name): name is CollectionName => name in schema);
