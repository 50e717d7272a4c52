import type { Task } from '../../../contracts/play/task-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { foldFacts } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { readLiving } from '../prizes/read-living';
import { isReached, kindsOf, turnOf } from '../rules/task';
import { readProgress } from './read-progress';
import { readTaskRule, type TasksInForce } from './read-task-rule';
import { doneIdOf, writeDone } from './record-task';

type Fact = DocumentOf<'facts'>;

/** Names how far the facts are folded. */
export const TASK_CONSUMER = 'play-tasks';

/** What is to be looked at: tasks of somebody, in the turn an instant lies in. */
interface Look {
  told: MemberId;
  at: Instant;
  tasks: Task[];
}

/** Finishes what is given by itself for whoever something was told of, in the turn in which it happened. */
export async function keepTasks(
  call: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>,
): Promise<{ tasksFinished: number }> {
  const { store, now } = call;
  const rule = await readTaskRule(store);
  let tasksFinished = 0;
  if (!rule || !givesByItself(rule)) return { tasksFinished };
  await foldFacts(call, TASK_CONSUMER, async (facts) => {
    for (const look of looksOf(rule, await withSale(store, facts)))
      tasksFinished += await finishReached(store, rule, look, now);
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

/** Each member and turn once; what happened before a task was first published finishes nothing by itself. */
function looksOf(rule: TasksInForce, facts: readonly Fact[]): Look[] {
  const looks = new Map<string, Look>();
  for (const fact of facts)
    for (const task of rule.tasks.filter((one) => one.isAutomatic && isOf(one, fact))) {
      if (fact.writtenAt < (rule.since[task.id] ?? rule.publishedAt)) continue;
      const key = `${fact.memberId} ${turnOf(task, fact.at)} ${task.id}`;
      looks.set(key, { told: fact.memberId, at: fact.at, tasks: [task] });
    }
  return [...looks.values()];
}

const standing: Readonly<Record<string, string>> = {
  nickname: 'nickname',
  phone: 'phone',
  birthday: 'birthday',
};

/** Whether a fact may bring somebody further; how they stand is told by a change of their profile. */
function isOf(task: Task, { kind, refs }: Fact): boolean {
  if (standing[task.kind] !== undefined)
    return (kind === 'profile_changed' || kind === 'birthday_set') && refs.what === standing[task.kind];
  return kindsOf(task).some((counted) => counted === kind);
}

async function finishReached(
  store: Store,
  rule: TasksInForce,
  { told, at, tasks }: Look,
  now: Instant,
): Promise<number> {
  const living = await readLiving(store, told);
  const member = living && (await store.members.get(living));
  if (!member) return 0;
  const ids = [member._id, ...member.absorbed].flatMap((id) => tasks.map((task) => doneIdOf(id, task, at)));
  const known = await store.tasksDone.getMany(ids);
  const open = tasks.filter(({ id }) => known.every(({ taskId }) => taskId !== id));
  if (open.length === 0) return 0;
  const { done, returned } = await readProgress(store, member, open, at);
  let finished = 0;
  for (const task of open) {
    if (!isReached(task, done.get(task.id) ?? 0) || (returned && task.every === 'once')) continue;
    if (await writeDone(store, task, { memberId: member._id, version: rule.version, at, now })) finished += 1;
  }
  return finished;
}
