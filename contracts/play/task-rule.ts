import * as z from 'zod';
import { isStanding, taskKinds } from '../primitives/play/task-kind';
import { shown, unshown } from '../text-marks';
import { fenAmount, instant } from '../values';
import { prize } from './prize';

const task = () =>
  z
    .object({
      /** Its own for ever: that it was done is kept under it, whatever the rule becomes. */
      id: unshown(z.string().regex(/^[a-z0-9-]{4,30}$/), 'a name of ours'),
      name: shown(z.string().trim().min(1).max(16)),
      kind: z.enum(taskKinds),
      /** How often, how many days, how many friends. */
      count: z.int().min(1).max(100),
      /** Of an order: what was paid and kept at least; null: whatever was paid. */
      minFen: fenAmount.nullable(),
      every: z.enum(['once', 'day', 'week']),
      prize: prize(),
      /** Given as soon as it is done; false: the member takes it, in its day or week. */
      isAutomatic: z.boolean(),
    })
    .refine(({ kind, every, count }) => !isStanding(kind) || (every === 'once' && count === 1), {
      message: 'how somebody stands is asked once',
      path: ['every'],
    })
    .refine(({ kind, minFen }) => minFen === null || kind === 'orders', {
      message: 'only orders have an amount',
      path: ['minFen'],
    })
    .refine(({ prize: { kind } }) => kind !== 'thanks', {
      message: 'a task brings something',
      path: ['prize'],
    });
export type Task = z.output<ReturnType<typeof task>>;

/** What the operator writes of 任务; publishing it gives it the next version. Made by a function: who starts cold builds none of it. */
export const taskRuleDraft = () =>
  z.object({
    isOn: z.boolean(),
    tasks: z
      .array(task())
      .min(1)
      .max(12)
      .refine((tasks) => new Set(tasks.map(({ id }) => id)).size === tasks.length, {
        message: 'each has an id of its own',
      }),
  });
export type TaskRuleDraft = z.output<ReturnType<typeof taskRuleDraft>>;

export const taskRule = () => taskRuleDraft().extend({ version: z.int().positive(), publishedAt: instant });
export type TaskRule = z.output<ReturnType<typeof taskRule>>;
