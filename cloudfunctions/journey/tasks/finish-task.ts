import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';

/** Somebody did it, and says what came of it; done twice it is done once. @throws TuankaError journey_task_not_found */
export async function finishTask(
  call: WriteCall<'operator'>,
  { taskId, note }: { taskId: string; note: string },
): Promise<{ isDone: true }> {
  const { store, now, staff } = call;
  return store.transact(async (transaction) => {
    const task = await transaction.journeyTasks.require(taskId, 'journey_task_not_found');
    if (task.state === 'done') return { isDone: true };
    const done = { by: staff._id, note, at: now };
    await transaction.journeyTasks.update(taskId, { state: 'done', done, doneAt: now });
    await recordAudit(transaction, call, {
      action: 'journey.finishTask',
      subjectId: task.memberId,
      before: { state: 'open' },
      after: { state: 'done' },
      reason: note,
    });
    return { isDone: true };
  });
}
