import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { chinaDate, instant } from '../values';
import { badgeOperations, wornBadge } from './badge';
import { checkInRule, checkInRuleDraft } from './check-in-rule';
import { prizeView } from './prize';
import { taskOperations } from './task';
import { visitOperations } from './visit';
import { wheelOperations } from './wheel';

const checkInView = z.object({
  /** Today in China, as the server has it. */
  today: chinaDate,
  isDone: z.boolean(),
  streak: z.int().nonnegative(),
  /** Days of the last weeks on which they were there, latest first. */
  days: z.array(z.object({ day: chinaDate, isMadeUp: z.boolean() })),
  /** What today's check-in brings, or brought. */
  todayGifts: z.array(prizeView()),
  /** What the day after today's check-in brings, and how long the streak is then. */
  tomorrow: z.object({ streak: z.int().positive(), gifts: z.array(prizeView()) }),
  /** What the latest days brought, latest first; days that brought nothing are left out. */
  received: z.array(
    z.object({
      day: chinaDate,
      isMadeUp: z.boolean(),
      gifts: z.array(prizeView().extend({ state: z.enum(['given', 'owed', 'refused']) })),
    }),
  ),
  /** The round today belongs to. */
  ladder: z.array(
    z.object({ step: z.int().positive(), gift: prizeView(), isDone: z.boolean(), isToday: z.boolean() }),
  ),
  bonuses: z.array(z.object({ days: z.int(), gift: prizeView(), isReached: z.boolean() })),
  makeUp: z
    .object({
      /** Days that can be made up now, latest first. */
      days: z.array(chinaDate),
      leftThisMonth: z.int().nonnegative(),
      cards: z.int().nonnegative(),
      points: z.int().nullable(),
    })
    .nullable(),
  ruleLines: z.array(z.string()),
});
export type CheckInView = z.output<typeof checkInView>;

const checkedIn = z.object({
  /** `already`: they had been there; nothing changed. */
  outcome: z.enum(['checked_in', 'already']),
  streak: z.int().positive(),
  /** What it brings: given by `takeGifts`, or by itself within minutes. */
  gifts: z.array(prizeView()),
});
export type CheckedIn = z.output<typeof checkedIn>;

export const playOperations = {
  /** 福利: what there is to play, and where the member stands. */
  readPlay: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      /** Null: it is not offered. */
      checkIn: checkInView.nullable(),
      /** How often the wheel can be turned now; null: there is none. */
      turns: z.int().nonnegative().nullable(),
      /** Whether there are tasks to do. */
      hasTasks: z.boolean(),
      /** Whether a visit to a store brings something. */
      hasVisits: z.boolean(),
      hasBadges: z.boolean(),
      /** What they wear on their card. */
      badges: z.array(wornBadge()),
      /** Gifts on their way. */
      owed: z.int().nonnegative(),
      now: instant,
    }),
  }),
  /** Refuses `check_in_closed`, `check_in_tomorrow`. */
  checkIn: operation({
    actor: 'member',
    idempotency: { decidedBy: 'checkIns/<member>:<day>' },
    input: z.object({}),
    output: checkedIn,
  }),
  /** For a card, or for points. Refuses `check_in_closed`, `make_up_not_possible`, `make_up_limit`, `make_up_no_card`, `points_not_enough`. */
  makeUp: operation({
    actor: 'member',
    idempotency: { decidedBy: 'checkIns/<member>:<day>' },
    input: z.object({ day: chinaDate }),
    output: checkedIn,
  }),
  /** Takes what play owes the member now; the sweep does the same within minutes. */
  takeGifts: operation({
    actor: 'member',
    idempotency: { decidedBy: '`given` of what owes it: each gift once' },
    input: z.object({ of: z.enum(['check_in', 'wheel', 'task', 'badge']).default('check_in') }),
    output: z.object({ given: z.array(prizeView()), owed: z.int().nonnegative() }),
  }),

  readCheckInRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: checkInRule().nullable(),
      /** The rule as members read it. */
      lines: z.array(z.string()),
      /** What was published, latest first. */
      versions: z.array(z.object({ version: z.int().positive(), publishedAt: instant, isOn: z.boolean() })),
    }),
  }),
  /** Refuses `rule_changed_meanwhile`, `play_prize_unknown`. */
  publishCheckInRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'playRules/check_in:v<version>: a version is published once' },
    input: z.object({
      draft: checkInRuleDraft(),
      /** The version the draft was made from; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: checkInRule() }),
  }),

  ...wheelOperations,
  ...taskOperations,
  ...visitOperations,
  ...badgeOperations,
};
export type PlayApi = ApiOf<typeof playOperations>;
