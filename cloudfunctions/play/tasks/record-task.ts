import { refuse } from '../../../contracts/errors';
import type { Task } from '../../../contracts/play/task-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { viewPrize } from '../rules/prize-text';
import { isReached, turnOf } from '../rules/task';
import { readProgress } from './read-progress';
import { readTaskRule } from './read-task-rule';

type Done = DocumentOf<'tasksDone'>;

export const doneIdOf = (memberId: MemberId, task: Task, at: Instant): string =>
  `${memberId}:${task.id}:${turnOf(task, at)}`;

/** That somebody did a task in its turn, with what that brings. Given as a check-in's gifts are. @returns whether it was not known yet */
export async function writeDone(
  store: Pick<Store, 'tasksDone'>,
  task: Task,
  { memberId, version, at, now }: { memberId: MemberId; version: number; at: Instant; now: Instant },
): Promise<boolean> {
  const done: Done = {
    _id: doneIdOf(memberId, task, at),
    memberId,
    taskId: task.id,
    turn: turnOf(task, at),
    name: task.name,
    ruleVersion: version,
    gifts: [task.prize],
    given: 0,
    refused: [],
    owedSince: now,
    at: now,
  };
  try {
    await store.tasksDone.insert(done);
    return true;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return false;
  }
}

/**
 * The member takes the gift of a task. What happened to them decides, read at this moment; the document of the task's turn that it is
 * given once, also when they were another member by then.
 * @throws TuankaError task_closed, task_not_done
 */
export async function recordTask(
  { store, member, now }: WriteCall<'member'>,
  { taskId }: { taskId: string },
) {
  const rule = await readTaskRule(store);
  const task = rule?.tasks.find(({ id }) => id === taskId);
  if (!rule?.isOn || !task) throw refuse('task_closed');
  const gift = viewPrize(task.prize, rule.packNames);
  const [known, { done, returned }] = await Promise.all([
    store.tasksDone.getMany([member._id, ...member.absorbed].map((id) => doneIdOf(id, task, now))),
    readProgress(store, member, [task], now),
  ]);
  if (known.length > 0) return { outcome: 'already' as const, gift };
  if (!isReached(task, done.get(task.id) ?? 0) || (returned && task.every === 'once'))
    throw refuse('task_not_done');
  const isNew = await writeDone(store, task, { memberId: member._id, version: rule.version, at: now, now });
  return { outcome: isNew ? ('finished' as const) : ('already' as const), gift };
}
