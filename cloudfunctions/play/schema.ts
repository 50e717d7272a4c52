import * as z from 'zod';
import { badgeRuleDraft } from '../../contracts/play/badge-rule';
import { checkInRuleDraft } from '../../contracts/play/check-in-rule';
import { prize } from '../../contracts/play/prize';
import { taskRuleDraft } from '../../contracts/play/task-rule';
import { visitRuleDraft } from '../../contracts/play/visit-rule';
import { wheelRuleDraft } from '../../contracts/play/wheel-rule';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** What is owed for something, each once, in order. */
const owing = {
  gifts: z.array(z.lazy(prize)).describe('what it brings, in order'),
  given: z.int().nonnegative().describe('how many of them are done'),
  refused: z
    .array(z.int().nonnegative())
    .describe('places of those that could not be given: sold out, no rule'),
  owedSince: v.instant.nullable().describe('something is left to give or to tell; null: nothing'),
};

/** What every version of a rule says of itself. */
const published = {
  _id: documentId,
  version: z.int().positive(),
  publishedAt: v.instant,
  packNames: z.record(z.string(), z.string()).describe('of the packs it gives, as they were called then'),
  publishedBy: v.requestId.describe('the request that published it'),
};

/** Play: who was there, what they may do, the rules. */
export const playCollections = {
  checkIns: collection({
    about: 'Days members were there (签到). What a streak is, is asked of these; nothing else keeps it.',
    id: '`<member id>:<day>`: inserting it decides that a day counts once',
    due: ['owedSince'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      day: v.chinaDate,
      number: z.int().nonnegative().describe('the day, counted since 1970'),
      kind: z.enum(['checked_in', 'made_up']),
      streak: z.int().positive().describe('how long it was when this was written'),
      ruleVersion: z.int().positive(),
      ...owing,
      requestId: v.requestId.describe('asked again it is the same'),
      at: v.instant,
    }),
    indexes: [
      index('by_member', 'memberId', '-number', '-_id'),
      index('by_owed', 'owedSince', '_id'),
      index('by_member_owed', 'memberId', 'owedSince', '_id'),
    ],
  }),

  players: collection({
    about: 'What members may still do in play: chances to draw and 补签卡 they were given.',
    id: 'the member’s id',
    document: z.object({
      _id: v.memberId,
      chances: z.int().nonnegative(),
      cards: z.int().nonnegative(),
      madeUp: z
        .object({ month: z.string(), count: z.int().nonnegative() })
        .nullable()
        .describe('days made up in a month, `YYYY-MM`'),
      wheel: z
        .object({
          day: z.string(),
          today: z.int().nonnegative().describe('draws of that day'),
          bought: z.int().nonnegative().describe('chances bought that day'),
          total: z.int().nonnegative().describe('draws since ever'),
        })
        .nullable()
        .default(null),
      visits: z
        .object({
          day: z.string(),
          today: z.int().nonnegative().describe('gifts of visits of that day'),
          inMonth: z.int().nonnegative().describe('gifts of visits of its month'),
        })
        .nullable()
        .default(null),
    }),
    indexes: [],
  }),

  playRules: collection({
    about: 'The rules of play: every published version, and a copy of the one in force.',
    id: '`check_in`, and `check_in:v<version>`; inserting the version decides who published it',
    document: z.object({
      ...published,
      rule: z.lazy(checkInRuleDraft),
    }),
    indexes: [],
  }),

  wheelRules: collection({
    about:
      'The rules of the wheel (转盘): every published version, and a copy of the one in force, which counts what was given of its prizes.',
    id: '`wheel`, and `wheel:v<version>`; inserting the version decides who published it',
    document: z.object({
      ...published,
      rule: z.lazy(wheelRuleDraft),
      given: z
        .record(z.string(), z.int().nonnegative())
        .describe('of the one in force: how many of each prize with an end were won, by its id'),
    }),
    indexes: [],
  }),

  taskRules: collection({
    about: 'The rules of tasks (任务): every published version, and a copy of the one in force.',
    id: '`tasks`, and `tasks:v<version>`; inserting the version decides who published it',
    document: z.object({
      ...published,
      rule: z.lazy(taskRuleDraft),
      since: z
        .record(z.string(), v.instant)
        .describe('when each task was first asked, by its id: by itself it finishes with what happens after'),
    }),
    indexes: [],
  }),

  visitRules: collection({
    about: 'The rules of visits (到店礼): every published version, and a copy of the one in force.',
    id: '`visit`, and `visit:v<version>`; inserting the version decides who published it',
    document: z.object({
      ...published,
      rule: z.lazy(visitRuleDraft),
    }),
    indexes: [],
  }),

  visits: collection({
    about: 'Visits to a store a clerk has seen, each once in its store and day, with what that brings.',
    id: '`<member id>:<store id>:<day>`: inserting it decides that a visit counts once',
    due: ['owedSince'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      storeId: v.storeId,
      store: z.string().describe('its name then'),
      day: v.chinaDate,
      by: documentId.describe('the clerk'),
      ruleVersion: z.int().positive(),
      ...owing,
      requestId: v.requestId.describe('asked again it is the same'),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId', '-at', '-_id'), index('by_owed', 'owedSince', '_id')],
  }),

  badgeRules: collection({
    about: 'The rules of badges (勋章): every published version, and a copy of the one in force.',
    id: '`badges`, and `badges:v<version>`; inserting the version decides who published it',
    document: z.object({
      ...published,
      rule: z.lazy(badgeRuleDraft),
    }),
    indexes: [],
  }),

  badgesWon: collection({
    about: 'Levels of badges somebody won, each once for ever, with what that brings.',
    id: '`<member id>:<badge id>:<level>`: inserting it decides that it is won once',
    due: ['owedSince'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      badgeId: z.string(),
      level: z.int().positive(),
      name: z.string().describe('as it was called then'),
      ruleVersion: z.int().positive(),
      ...owing,
      at: v.instant,
    }),
    indexes: [
      index('by_member', 'memberId', '-at', '-_id'),
      index('by_owed', 'owedSince', '_id'),
      index('by_member_owed', 'memberId', 'owedSince', '_id'),
    ],
  }),

  tasksDone: collection({
    about: 'Tasks that are done, each once in its day, week or ever, with what that brings.',
    id: '`<member id>:<task id>:<day, Monday or once>`: inserting it decides that it counts once',
    due: ['owedSince'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      taskId: z.string(),
      turn: z.string().describe('the day, the Monday of the week, or `once`'),
      name: z.string().describe('as it was called then'),
      ruleVersion: z.int().positive(),
      ...owing,
      at: v.instant,
    }),
    indexes: [
      index('by_member', 'memberId', '-at', '-_id'),
      index('by_owed', 'owedSince', '_id'),
      index('by_member_owed', 'memberId', 'owedSince', '_id'),
    ],
  }),

  draws: collection({
    about:
      'Turns of the wheel with what was rolled, by which version, and what it brought. Kept for two years and more.',
    id: '`<member id>:<request id>`: inserting it decides the turn; asked again it is the same',
    due: ['owedSince'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      ruleVersion: z.int().positive(),
      roll: z.int().min(0).max(999_999).describe('drawn by the server before anything was decided'),
      landedId: z.string().nullable().describe('the prize in whose range it is; null: beyond them all'),
      prizeId: z.string().nullable().describe('what was won: another one where that was gone; null: nothing'),
      name: z.string().describe('of what was won, as it was called then'),
      ...owing,
      at: v.instant,
    }),
    indexes: [
      index('by_member', 'memberId', '-at', '-_id'),
      index('by_owed', 'owedSince', '_id'),
      index('by_member_owed', 'memberId', 'owedSince', '_id'),
      index('by_time', '-at', '-_id'),
      index('by_prize', 'prizeId', '-at', '-_id'),
    ],
  }),
};
