import type { Task } from '../../../contracts/play/task-rule';
import { isStanding } from '../../../contracts/primitives/play/task-kind';
import type { MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import { foldFacts } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { inParallel } from '../../kit/instance/in-parallel';
import { readLiving } from '../../kit/person/read-living';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { isReached, kindsOf } from '../rules/task';
import { readProgress } from './read-progress';
import { readTaskRule, type TasksInForce } from './read-task-rule';
import { doneIdOf, writeDone } from './record-task';

type Fact = DocumentOf<'facts'>;

/** Names how far the facts are folded. */
export const TASK_CONSUMER = 'play-tasks';

/** What is to be looked at: tasks of somebody, in the turns a day lies in. */
interface Look {
  told: MemberId;
  at: Instant;
  tasks: Set<Task>;
}

/** Looked at side by side: each waits for three reads. */
const AT_ONCE = 8;

/** Finishes what is given by itself for whoever something was told of, in the turn in which it happened. */
export async function keepTasks(
  call: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>,
): Promise<{ tasksFinished: number }> {
  const { store, now } = call;
  const rule = await readTaskRule(store);
  let tasksFinished = 0;
  if (!rule || !givesByItself(rule)) return { tasksFinished };
  await foldFacts(call, TASK_CONSUMER, async (facts) => {
    const looks = looksOf(rule, await withSale(store, facts));
    if (looks.length === 0) return;
    const living = await readLiving(
      store,
      looks.map(({ told }) => told),
    );
    await inParallel(looks, AT_ONCE, async (look) => {
      const member = living.get(look.told);
      if (member) tasksFinished += await finishReached(store, rule, { member, look, now });
    });
  });
  return { tasksFinished };
}

/** A bill that was in doubt counts when it was paid, not when that was decided. */
async function withSale(store: Store, facts: readonly Fact[]): Promise<readonly Fact[]> {
  const released = facts.filter(({ kind }) => kind === 'bill_released');
  if (released.length === 0) return facts;
  const sales = await store.facts.getMany(released.map(({ refs }) => `paid:${String(refs.orderId)}`));
  return facts.map((fact) => {
    const sale =
      released.includes(fact) && sales.find(({ _id }) => _id === `paid:${String(fact.refs.orderId)}`);
    return sale ? { ...fact, at: sale.at } : fact;
  });
}

export const givesByItself = ({ isOn, tasks }: Pick<TasksInForce, 'isOn' | 'tasks'>): boolean =>
  isOn && tasks.some(({ isAutomatic }) => isAutomatic);

/** Each member and day once; what happened before a task was first published finishes nothing by itself. */
function looksOf(rule: TasksInForce, facts: readonly Fact[]): Look[] {
  const looks = new Map<string, Look>();
  for (const fact of facts) {
    const tasks = rule.tasks.filter(
      (task) =>
        task.isAutomatic && isOf(task, fact) && fact.writtenAt >= (rule.since[task.id] ?? rule.publishedAt),
    );
    if (tasks.length === 0) continue;
    const key = `${fact.memberId} ${chinaDateOf(fact.at)}`;
    const look = looks.get(key) ?? { told: fact.memberId, at: fact.at, tasks: new Set() };
    for (const task of tasks) look.tasks.add(task);
    looks.set(key, look);
  }
  return [...looks.values()];
}

/** Whether a fact may bring somebody further; how they stand is told by a change of their profile. */
function isOf(task: Task, { kind, refs }: Fact): boolean {
  if (isStanding(task.kind))
    return (kind === 'profile_changed' || kind === 'birthday_set') && refs.what === task.kind;
  return kindsOf(task).some((counted) => counted === kind);
}

interface Finishing {
  member: DocumentOf<'members'>;
  look: Look;
  now: Instant;
}

async function finishReached(
  store: Store,
  rule: TasksInForce,
  { member, look: { at, tasks }, now }: Finishing,
): Promise<number> {
  const ids = [member._id, ...member.absorbed].flatMap((id) =>
    [...tasks].map((task) => doneIdOf(id, task, at)),
  );
  const known = await store.tasksDone.getMany(ids);
  const open = [...tasks].filter(({ id }) => known.every(({ taskId }) => taskId !== id));
  if (open.length === 0) return 0;
  const { done, returned } = await readProgress(store, member, open, at);
  let finished = 0;
  for (const task of open) {
    if (!isReached(task, done.get(task.id) ?? 0) || (returned && task.every === 'once')) continue;
    if (await writeDone(store, task, { memberId: member._id, version: rule.version, at, now })) finished += 1;
  }
  return finished;
}
