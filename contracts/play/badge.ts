import * as z from 'zod';
import { operation } from '../operation';
import { instant } from '../values';
import { badgeRule, badgeRuleDraft } from './badge-rule';
import { prizeView } from './prize';

/** A badge somebody has, at its highest level. */
export const wornBadge = () => z.object({ id: z.string(), name: z.string(), level: z.int().positive() });
export type WornBadge = z.output<ReturnType<typeof wornBadge>>;

const badgeView = z.object({
  id: z.string(),
  name: z.string(),
  /** The highest level that was won; 0: none yet. */
  level: z.int().nonnegative(),
  levels: z.int().positive(),
  done: z.int().nonnegative(),
  /** What the next level asks and brings; null: it is the highest, or the badge is no longer offered. */
  next: z.object({ text: z.string(), count: z.int().positive(), gift: prizeView() }).nullable(),
});
export type BadgeView = z.output<typeof badgeView>;

const wonBadge = wornBadge().extend({ gift: prizeView().nullable() });
export type WonBadge = z.output<typeof wonBadge>;

export const badgeOperations = {
  /** 勋章墙: every badge, how far the member is, which levels are theirs. Null: none are offered, and none were won. */
  readBadges: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ badges: z.array(badgeView).nullable(), ruleLines: z.array(z.string()), now: instant }),
  }),
  /** Writes down what is reached by now, also what happened before a badge was published; the sweep does the same within minutes. */
  collectBadges: operation({
    actor: 'member',
    idempotency: { decidedBy: 'badgesWon/<member>:<badge>:<level>: each level is won once' },
    input: z.object({}),
    output: z.object({ won: z.array(wonBadge) }),
  }),

  readBadgeRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: badgeRule().nullable(),
      /** The rule as members read it. */
      lines: z.array(z.string()),
      versions: z.array(z.object({ version: z.int().positive(), publishedAt: instant, isOn: z.boolean() })),
    }),
  }),
  /** Refuses `rule_changed_meanwhile`, `play_prize_unknown`. */
  publishBadgeRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'badgeRules/badges:v<version>: a version is published once' },
    input: z.object({
      draft: badgeRuleDraft(),
      /** The version the draft was made from; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: badgeRule() }),
  }),
};
