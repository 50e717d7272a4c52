import * as z from 'zod';
import { badgeKinds } from '../primitives/play/task-kind';
import { shown, unshown } from '../text-marks';
import { instant } from '../values';
import { prize } from './prize';

/** What is asked for a level, and what it brings; `thanks`: the badge alone. */
const level = () => z.object({ count: z.int().min(1).max(1_000), prize: prize() });

const badge = () =>
  z.object({
    /** Its own for ever: that it was won is kept under it, whatever the rule becomes. */
    id: unshown(z.string().regex(/^[a-z0-9-]{4,30}$/), 'a name of ours'),
    name: shown(z.string().trim().min(1).max(8)),
    kind: z.enum(badgeKinds),
    levels: z
      .array(level())
      .min(1)
      .max(5)
      .refine((levels) => levels.every(({ count }, at) => count > (levels[at - 1]?.count ?? 0)), {
        message: 'each level asks more than the one before',
      }),
  });
export type Badge = z.output<ReturnType<typeof badge>>;

/** What the operator writes of 勋章; publishing it gives it the next version. Made by a function: who starts cold builds none of it. */
export const badgeRuleDraft = () =>
  z.object({
    isOn: z.boolean(),
    badges: z
      .array(badge())
      .min(1)
      .max(10)
      .refine((badges) => new Set(badges.map(({ id }) => id)).size === badges.length, {
        message: 'each has an id of its own',
      }),
  });
export type BadgeRuleDraft = z.output<ReturnType<typeof badgeRuleDraft>>;

export const badgeRule = () => badgeRuleDraft().extend({ version: z.int().positive(), publishedAt: instant });
export type BadgeRule = z.output<ReturnType<typeof badgeRule>>;
