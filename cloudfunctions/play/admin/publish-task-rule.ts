import type { TaskRule, TaskRuleDraft } from '../../../contracts/play/task-rule';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { taskLines } from '../rules/task-text';
import { givesByItself, TASK_CONSUMER } from '../tasks/keep-tasks';
import { readTaskRule, TASKS, tasksOf } from '../tasks/read-task-rule';
import { latestVersionIds, publishVersion, viewVersions } from './publish-version';
import { readFromNow } from './read-from-now';

/** The rule of tasks in force, as members read it, and what was published before. */
export async function readTasksInForce({ store }: ReadCall<'operator'>) {
  const rule = await readTaskRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const versions = await store.taskRules.getMany(latestVersionIds(TASKS, rule.version));
  return { rule, lines: taskLines(rule, rule.packNames), versions: viewVersions(versions) };
}

/**
 * Publishes the next version, which holds from now on. What was done stays done under a task's id.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishTaskRule(
  call: WriteCall<'operator'>,
  publishing: { draft: TaskRuleDraft; basedOn: number },
): Promise<{ rule: TaskRule }> {
  const { now } = call;
  const rule = await publishVersion<TaskRuleDraft, { since: Record<string, Instant> }>(
    call,
    {
      action: 'play.publishTaskRule',
      id: TASKS,
      versions: (transaction) => transaction.taskRules,
      prizesOf: ({ tasks }) => tasks.map(({ prize }) => prize),
      more: (current, draft) => {
        const since = sinceOf(draft, current?.since ?? {}, now);
        return { ofVersion: { since }, inForce: { since } };
      },
      also: async (transaction, current, draft) => {
        if (givesByItself(draft) && !(current && givesByItself(current.rule)))
          await readFromNow(transaction, TASK_CONSUMER, now);
      },
    },
    publishing,
  );
  return { rule: tasksOf(rule) };
}

const sinceOf = ({ tasks }: TaskRuleDraft, known: Readonly<Record<string, Instant>>, now: Instant) => ({
  ...known,
  ...Object.fromEntries(tasks.map(({ id }) => [id, known[id] ?? now])),
});
