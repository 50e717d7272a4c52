import type { TaskView } from '../../../contracts/play/task';
import type { Task } from '../../../contracts/play/task-rule';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { viewPrize } from '../rules/prize-text';
import { isReached } from '../rules/task';
import { taskLines, taskText } from '../rules/task-text';
import { readProgress, type Progress } from '../tasks/read-progress';
import { readTaskRule, type TasksInForce } from '../tasks/read-task-rule';
import { doneIdOf } from '../tasks/record-task';

type Done = DocumentOf<'tasksDone'>;

/** 任务, side by side: six calls with the caller, more for whoever did very much. */
export async function readTasks({ store, member, now }: ReadCall<'member'>) {
  const rule = await readTaskRule(store);
  if (!rule?.isOn) return { tasks: null, ruleLines: [], now };
  const ids = [member._id, ...member.absorbed].flatMap((id) =>
    rule.tasks.map((task) => doneIdOf(id, task, now)),
  );
  const finished = await store.tasksDone.getMany(ids);
  const open = rule.tasks.filter(({ id }) => finished.every(({ taskId }) => taskId !== id));
  const progress = await readProgress(store, member, open, now);
  return {
    tasks: rule.tasks
      .filter((task) => isOffered(task, finished, progress))
      .map(viewTask(rule, finished, progress)),
    ruleLines: taskLines(rule, rule.packNames),
    now,
  };
}

/** What is asked once is not asked again of whoever came back. */
const isOffered = ({ id, every }: Task, finished: readonly Done[], { returned }: Progress): boolean =>
  every !== 'once' || !returned || finished.some(({ taskId }) => taskId === id);

const viewTask =
  (rule: TasksInForce, finished: readonly Done[], { done }: Progress) =>
  (task: Task): TaskView => {
    const { id, name, kind, every, count, prize, isAutomatic } = task;
    const own = finished.find(({ taskId }) => taskId === id) ?? null;
    const reached = own ? count : Math.min(count, done.get(id) ?? 0);
    return {
      id,
      name,
      kind,
      every,
      text: taskText(task),
      done: reached,
      count,
      gift: viewPrize(own?.gifts[0] ?? prize, rule.packNames),
      isAutomatic,
      state: own ? stateOf(own) : isReached(task, reached) ? 'reached' : 'open',
    };
  };

function stateOf({ refused, owedSince }: Done): TaskView['state'] {
  if (refused.length > 0) return 'refused';
  return owedSince === null ? 'given' : 'owed';
}
