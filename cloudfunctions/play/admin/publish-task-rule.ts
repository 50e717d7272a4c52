import { refuse } from '../../../contracts/errors';
import type { TaskRule, TaskRuleDraft } from '../../../contracts/play/task-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { encodeCursor } from '../../kit/store/query/page';
import type { TransactionStore } from '../../kit/store/store';
import { taskLines } from '../rules/task-text';
import { givesByItself, TASK_CONSUMER } from '../tasks/keep-tasks';
import { readTaskRule, TASKS, tasksOf, taskVersionId } from '../tasks/read-task-rule';
import { verifyPrizes } from './verify-prizes';

const SHOWN_VERSIONS = 10;

/** The rule of tasks in force, as members read it, and what was published before. */
export async function readTasksInForce({ store }: ReadCall<'operator'>) {
  const rule = await readTaskRule(store);
  if (!rule) return { rule, lines: [], versions: [] };
  const ids = Array.from({ length: Math.min(SHOWN_VERSIONS, rule.version) }, (_none, back) =>
    taskVersionId(rule.version - back),
  );
  const versions = (await store.taskRules.getMany(ids)).sort((one, other) => other.version - one.version);
  return {
    rule,
    lines: taskLines(rule, rule.packNames),
    versions: versions.map(({ version, publishedAt, rule: { isOn } }) => ({ version, publishedAt, isOn })),
  };
}

interface Publishing {
  draft: TaskRuleDraft;
  basedOn: number;
}

/**
 * Publishes the next version, which holds from now on: also switching it off and on. What was done stays done under a task's id. The
 * request that published a version gets its answer again; a form made from an older version is refused.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishTaskRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: Publishing,
): Promise<{ rule: TaskRule }> {
  const { store, now, requestId } = call;
  const packNames = await verifyPrizes(
    store,
    draft.tasks.map(({ prize }) => prize),
  );
  return store.transact(async (transaction) => {
    const current = await transaction.taskRules.get(TASKS);
    if (current?.publishedBy === requestId) return { rule: tasksOf(current) };
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const version = basedOn + 1;
    const since = sinceOf(draft, current?.since ?? {}, now);
    const next = { rule: draft, version, publishedAt: now, packNames, publishedBy: requestId, since };
    const published = { ...next, _id: taskVersionId(version) };
    await transaction.taskRules.insert(published);
    await transaction.taskRules.replace({ ...next, _id: TASKS });
    if (givesByItself(draft) && !(current && givesByItself(current.rule)))
      await readFromNow(transaction, now);
    await recordAudit(transaction, call, {
      action: 'play.publishTaskRule',
      subjectId: taskVersionId(version),
      detail: { version },
      ...toldChange(current?.rule ?? null, draft),
    });
    return { rule: tasksOf(published) };
  });
}

const sinceOf = ({ tasks }: TaskRuleDraft, known: Readonly<Record<string, Instant>>, now: Instant) => ({
  ...known,
  ...Object.fromEntries(tasks.map(({ id }) => [id, known[id] ?? now])),
});

/** While nothing was given by itself nobody read what happened: that is passed over. */
async function readFromNow(transaction: TransactionStore, now: Instant): Promise<void> {
  const known = await transaction.factCursors.get(TASK_CONSUMER);
  await transaction.factCursors.replace({
    _id: TASK_CONSUMER,
    position: encodeCursor({ value: now, id: '' }),
    advances: (known?.advances ?? 0) + 1,
    movedAt: now,
  });
}
