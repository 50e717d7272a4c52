import * as z from 'zod';
import { operation } from '../operation';
import { taskKinds } from '../primitives/play/task-kind';
import { unshown } from '../text-marks';
import { instant } from '../values';
import { prizeView } from './prize';
import { taskRule, taskRuleDraft } from './task-rule';

const taskView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(taskKinds),
  every: z.enum(['once', 'day', 'week']),
  /** What there is to do, in words. */
  text: z.string(),
  done: z.int().nonnegative(),
  count: z.int().positive(),
  gift: prizeView(),
  isAutomatic: z.boolean(),
  /** `reached`: done, its gift not taken yet. `refused`: it could not be given. */
  state: z.enum(['open', 'reached', 'owed', 'given', 'refused']),
});
export type TaskView = z.output<typeof taskView>;

export const taskOperations = {
  /** 任务: what there is to do and how far the member is, asked of what happened. */
  readTasks: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    /** Null: none are offered. */
    output: z.object({
      tasks: z.array(taskView).nullable(),
      ruleLines: z.array(z.string()),
      now: instant,
    }),
  }),
  /** Takes the gift of a task that is done. Refuses `task_closed`, `task_not_done`. */
  finishTask: operation({
    actor: 'member',
    idempotency: { decidedBy: 'tasksDone/<member>:<task>:<day, Monday or once>' },
    input: z.object({ taskId: unshown(z.string().max(30), 'a name of ours') }),
    output: z.object({ outcome: z.enum(['finished', 'already']), gift: prizeView() }),
  }),

  readTaskRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: taskRule().nullable(),
      /** The rule as members read it. */
      lines: z.array(z.string()),
      versions: z.array(z.object({ version: z.int().positive(), publishedAt: instant, isOn: z.boolean() })),
    }),
  }),
  /** Refuses `rule_changed_meanwhile`, `play_prize_unknown`. */
  publishTaskRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'taskRules/tasks:v<version>: a version is published once' },
    input: z.object({
      draft: taskRuleDraft(),
      /** The version the draft was made from; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: taskRule() }),
  }),
};
