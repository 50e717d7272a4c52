import type { TaskRule } from '../../../contracts/play/task-rule';
import type { DocumentOf } from '../../kit/store/schema';

/** The rule in force has a document of its own beside its versions. */
export const TASKS = 'tasks';

type Stored = DocumentOf<'taskRules'>;
type Rules = { taskRules: { get(id: string): Promise<Stored | null> } };

/** A published rule with what is known of what it gives, and since when each task is asked. */
export type TasksInForce = TaskRule & Pick<Stored, 'packNames' | 'publishedBy' | 'since'>;

export const tasksOf = ({
  rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
  since,
}: Stored): TasksInForce => ({
  ...rule,
  version,
  publishedAt,
  packNames,
  publishedBy,
  since,
});

/** Null: nobody has published one. */
export async function readTaskRule(store: Rules): Promise<TasksInForce | null> {
  const current = await store.taskRules.get(TASKS);
  return current && tasksOf(current);
}
