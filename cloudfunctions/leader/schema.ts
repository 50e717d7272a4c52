import * as z from 'zod';
import { entrySource } from '../../contracts/leader/leader-figures';
import { holdState } from '../../contracts/leader/leader-hold-values';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const awardKind = z.enum(['join', 'first_order', 'converted', 'received', 'handed_over']);

/** Negative only when somebody broke a figure; the sweep puts it right. */
const storedFigures = z.object({
  joins: z.int(),
  firstOrders: z.int(),
  converted: z.int().describe('of those who joined then, how many have placed their first order since'),
  received: z.int().describe('members taken over'),
  handedOver: z.int(),
});
const sources = z.partialRecord(entrySource, z.int()).describe('joins by how people came');

/** Group leaders and their codes. */
const leaderDirectory = {
  leaders: collection({
    about: 'Group leaders.',
    id: '`ldr_<slug or ulid>`; of an approved application: with the applicant’s characters',
    document: z.object({
      _id: v.leaderId,
      name: z.string(),
      storeId: v.storeId,
      leaderCode: v.leaderCode,
      status: z.enum(['active', 'paused']).default('active'),
      pausedFor: z.string().nullable().default(null).describe('why it is paused'),
      groupName: z.string().default('').describe('what the leader calls the group'),
      openIdKey: v.openIdKey
        .nullable()
        .default(null)
        .describe('the WeChat account of the leader: whom messages go to'),
      handover: v.handoverId
        .nullable()
        .default(null)
        .describe('the handover under way; a leader is in one at a time'),
    }),
    indexes: [index('by_status', 'status', '_id'), index('by_account', 'openIdKey', '_id')],
  }),

  leaderCodes: collection({
    about: 'Which leader a scanned code belongs to.',
    id: 'the code itself',
    document: z.object({
      _id: v.leaderCode,
      leaderId: v.leaderId,
      storeId: v.storeId,
      status: z.enum(['active', 'paused']).describe('a paused code attributes nobody'),
    }),
    indexes: [],
  }),
};

/** Who is awarded what, and the figures made of it (docs/decisions: leader statistics). */
const leaderStatistics = {
  leaderAwards: collection({
    about:
      'The journal of what leaders are awarded and why: one document per cause. Figures are sums of it; a document changes only by being voided.',
    id: '`join:<member id>` · `first_order:<order id>` · `converted:<order id>[:<merge id>]` · `received:` / `handed_over:<handover id>:<step>`: a cause is awarded once',
    due: ['state'],
    document: z.object({
      _id: documentId,
      leaderId: v.leaderId,
      kind: awardKind,
      day: v.chinaDate.describe('the day whose figures it counts in'),
      count: z.int().positive().describe('how many it stands for'),
      memberId: v.memberId.nullable().describe('whose join or order it is, as the id was then'),
      leaderCode: v.leaderCode.nullable().describe('the code the join came through'),
      source: entrySource.nullable(),
      groupId: z.string().nullable().describe('WeChat group'),
      conversions: z
        .array(documentId)
        .describe('of a first order: the conversions that stand and fall with it'),
      at: v.instant,
      voidedBy: z
        .array(z.string())
        .describe(
          'why it does not count: `refund`, `same_phone` (leaderHolds), `own_person`, or merge ids; empty: it counts',
        ),
      counted: z.int().nonnegative().describe('what the figures hold of it'),
      state: z.enum(['due', 'done']).describe('due: the figures do not hold yet what they should'),
    }),
    indexes: [
      index('by_state', 'state', 'leaderId', '_id'),
      index('by_leader', 'leaderId', '_id'),
      index('by_member', 'memberId', 'kind', '_id'),
    ],
  }),

  leaderHolds: collection({
    about:
      'Awards that wait for the operator: leader and member verified the same number. Released, they count; refused, they stay void.',
    id: '`<leader id>:<member id>`: a pair is held and decided once',
    document: z.object({
      _id: documentId,
      leaderId: v.leaderId,
      memberId: v.memberId,
      state: holdState,
      awards: z.array(documentId).describe('those that are void because of it'),
      heldAt: v.instant,
      decidedBy: v.requestId
        .nullable()
        .describe(
          'the request that decided: its retry gets the first answer; who and why, the audit entry says',
        ),
    }),
    indexes: [index('by_state', 'state', 'heldAt', '_id'), index('by_member', 'memberId', '_id')],
  }),

  leaderDays: collection({
    about: 'A leader’s figures of one day, kept by the sweep from the awards.',
    id: '`<leader id>:<China date>`',
    document: storedFigures.extend({ _id: documentId, leaderId: v.leaderId, day: v.chinaDate, sources }),
    indexes: [index('by_leader', 'leaderId', '-day', '-_id')],
  }),

  leaderTotals: collection({
    about: 'A leader’s figures of all time.',
    id: 'the leader’s id',
    due: ['checkAt'],
    document: storedFigures.extend({
      _id: v.leaderId,
      sources,
      version: z.int().nonnegative().describe('one more with every change of the leader’s figures'),
      checkAt: v.instant.describe('when the sweep counts all awards again'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_check', 'checkAt', '_id')],
  }),

  leaderCounts: collection({
    about:
      'How far the daily count of a leader’s awards is, when one run has no time for all; gone when it is done.',
    id: 'the leader’s id',
    due: [],
    document: z.object({
      _id: v.leaderId,
      version: z
        .int()
        .nonnegative()
        .describe('of the figures it is compared with: when they change, it begins again'),
      cursor: z.string().nullable().describe('up to which the awards are counted'),
      totals: storedFigures.extend({ sources }),
      days: z.record(z.string(), storedFigures.extend({ sources })).describe('by China date'),
      groups: z.array(z.object({ groupId: z.string(), joins: z.int(), lastJoinAt: v.instant })),
    }),
    indexes: [],
  }),

  leaderGroups: collection({
    about: 'Joins through a leader by WeChat group.',
    id: '`<leader id>:<group id>`',
    document: z.object({
      _id: documentId,
      leaderId: v.leaderId,
      groupId: z.string(),
      joins: z.int(),
      lastJoinAt: v.instant,
    }),
    indexes: [index('by_leader', 'leaderId', '-joins', '-_id')],
  }),
};

/** Becoming a leader, handing a team over, the daily card, what is kept of WeChat's answers. */
const leaderOffice = {
  leaderApplications: collection({
    about: 'Applications to lead a group.',
    id: '`lap_<the member’s characters>`: one per person, used again after a refusal',
    document: z.object({
      _id: v.applicationId,
      memberId: v.memberId,
      openIdKey: v.openIdKey.describe('the WeChat account that applied: it becomes the leader'),
      name: z.string(),
      phone: z.object({
        masked: v.maskedPhone,
        cipher: z.string().describe('AES-256-GCM: `<key id>.<nonce>.<ciphertext>.<tag>`, base64url'),
      }),
      storeId: v.storeId,
      groupName: z.string(),
      status: z.enum(['waiting', 'approved', 'refused']),
      requestId: v.requestId.describe('the request that wrote it: its retry gets the first answer'),
      appliedAt: v.instant,
      decidedAt: v.instant.nullable(),
      decidedBy: documentId.nullable().describe('staff document'),
      reason: z.string().nullable().describe('why it was refused'),
      leaderId: v.leaderId.nullable().describe('who the applicant became'),
      refused: z.array(z.object({ appliedAt: v.instant, decidedAt: v.instant, reason: z.string() })),
    }),
    indexes: [index('by_status', 'status', 'appliedAt', '_id'), index('by_member', 'memberId', '_id')],
  }),

  leaderHandovers: collection({
    about: 'The journal of teams that went from one leader to another.',
    id: '`hnd_<request id>`: a handover is begun once',
    due: ['wakeAt'],
    document: z.object({
      _id: v.handoverId,
      fromId: v.leaderId,
      toId: v.leaderId,
      fromName: z.string(),
      toName: z.string(),
      reason: z.string(),
      by: documentId.describe('staff document'),
      byName: z.string(),
      status: z.enum(['running', 'done']),
      moved: z.int().nonnegative().describe('members that changed teams so far'),
      steps: z.int().nonnegative(),
      at: v.instant.describe('members who joined later stay'),
      doneAt: v.instant.nullable(),
      wakeAt: v.instant.describe('when the sweep continues an interrupted one'),
    }),
    indexes: [index('by_status', 'status', 'wakeAt', '_id'), index('by_at', '-at', '-_id')],
  }),

  leaderBriefs: collection({
    about: 'What a leader can do today: counts only, made by the sweep every half hour.',
    id: 'the leader’s id',
    document: z.object({
      _id: v.leaderId,
      day: v.chinaDate,
      expiringMembers: z.int().nonnegative().describe('members of the team with a coupon that ends today'),
      expiringCoupons: z.int().nonnegative(),
      waitingClaims: z.int().nonnegative().describe('cards promised at the leader’s store and not claimed'),
      quietMembers: z
        .int()
        .nonnegative()
        .describe('members of the team who are dormant or at risk, by the segments'),
      rising: z.int().nonnegative().default(0).describe('members of the team whose tier is about to rise'),
      falling: z.int().nonnegative().default(0).describe('members of the team whose tier is about to fall'),
      asOf: v.instant,
    }),
    indexes: [],
  }),

  leaderBriefRuns: collection({
    about: 'How far the count of the daily cards is, and when the next one begins.',
    id: '`latest`',
    due: [],
    document: z.object({
      _id: documentId,
      nextAt: v.instant,
      phase: z.enum(['coupons', 'claims', 'leaders', 'done']).default('done'),
      cursor: z.string().nullable().default(null).describe('inside the phase'),
      asOf: v.instant.default(v.instant.parse(0)).describe('the moment it counts for'),
      step: z.int().nonnegative().default(0).describe('one more with every slice: a slice counts once'),
      expiring: z
        .record(z.string(), z.object({ members: z.int(), coupons: z.int() }))
        .default({})
        .describe('by leader id, until the cards are written: grows with the leaders'),
      claims: z.record(z.string(), z.int()).default({}).describe('by store id, likewise'),
    }),
    indexes: [],
  }),

  leaderCodePictures: collection({
    about: 'Mini-program codes as WeChat drew them: permanent, so each is asked for once.',
    id: '`<code>:<version of the mini-program>`',
    document: z.object({ _id: documentId, pngBase64: z.string(), drawnAt: v.instant }),
    indexes: [],
  }),

  leaderLinks: collection({
    about: 'The URL Link of each leader’s code.',
    id: 'the code',
    document: z.object({ _id: v.leaderCode, url: z.string(), madeAt: v.instant, expiresAt: v.instant }),
    indexes: [],
  }),
};

export const leaderCollections = { ...leaderOffice, ...leaderDirectory, ...leaderStatistics };
