import * as z from 'zod';
import { operation } from '../operation';
import { cursor, handle, instant, memberId } from '../values';
import { wheelRule, wheelRuleDraft } from './wheel-rule';

const slice = z.object({
  id: z.string(),
  name: z.string(),
  /** What it is, in words. */
  text: z.string(),
  odds: z.string(),
  isGone: z.boolean(),
});

const wheelView = z.object({
  isOpen: z.boolean(),
  from: instant.nullable(),
  until: instant.nullable(),
  /** In their order; what the odds leave is won by nobody and stands last, with no id. */
  slices: z.array(slice),
  thanks: z.object({ name: z.string(), odds: z.string() }).nullable(),
  chances: z.int().nonnegative(),
  freeLeft: z.int().nonnegative(),
  leftToday: z.int().nonnegative(),
  leftInTotal: z.int().nonnegative().nullable(),
  /** A chance for points; null: none are sold, or none more today. */
  chancePoints: z.int().positive().nullable(),
  ruleLines: z.array(z.string()),
});
export type WheelView = z.output<typeof wheelView>;

const ownDraw = z.object({
  name: z.string(),
  at: instant,
  state: z.enum(['given', 'owed', 'refused', 'none']),
});
export type OwnDraw = z.output<typeof ownDraw>;

const drawn = z.object({
  /** The slice it stops at; null: 谢谢参与. */
  prizeId: z.string().nullable(),
  name: z.string(),
  isWin: z.boolean(),
});
export type Drawn = z.output<typeof drawn>;

/** A turn as the operator reads it. */
const drawRow = z.object({
  id: handle,
  /** Null: the account is closed. */
  memberId: memberId.nullable(),
  member: z.string(),
  name: z.string(),
  roll: z.int(),
  version: z.int(),
  /** What it landed on was gone. */
  wasGone: z.boolean(),
  at: instant,
});
export type DrawRow = z.output<typeof drawRow>;

export const wheelOperations = {
  /** 转盘: the prizes with their odds, what the member may still do, what they won. */
  readWheel: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ wheel: wheelView.nullable(), draws: z.array(ownDraw), now: instant }),
  }),
  /** Refuses `wheel_closed`, `draw_no_chance`, `draw_limit_today`, `draw_limit_total`, `draw_not_for_staff`. */
  draw: operation({
    actor: 'member',
    idempotency: { decidedBy: 'draws/<member>:<request>: asked again it is the same turn' },
    input: z.object({}),
    output: drawn,
  }),
  /** Refuses `wheel_closed`, `chance_limit_today`, `points_not_enough`. */
  exchangeChance: operation({
    actor: 'member',
    idempotency: { decidedBy: 'pointsEntries/spend:play-chance…<member>:<request>: paid for once' },
    input: z.object({}),
    output: z.object({ chances: z.int().nonnegative() }),
  }),

  readWheelRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: wheelRule().nullable(),
      /** How many of each prize with an end were won, by its id. */
      given: z.record(z.string(), z.int().nonnegative()),
      /** The rule as members read it. */
      lines: z.array(z.string()),
      versions: z.array(z.object({ version: z.int().positive(), publishedAt: instant, isOn: z.boolean() })),
    }),
  }),
  /** Refuses `rule_changed_meanwhile`, `play_prize_unknown`. */
  publishWheelRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'wheelRules/wheel:v<version>: a version is published once' },
    input: z.object({
      draft: wheelRuleDraft(),
      /** The version the draft was made from; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: wheelRule() }),
  }),
  /** Turns, the latest first; of one prize only where it is named. */
  listDraws: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ prizeId: z.string().max(30).nullable(), cursor }),
    output: z.object({ draws: z.array(drawRow), nextCursor: cursor, now: instant }),
  }),
};
