import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost, oneOf } from '../../kit/store/query/condition';
import { continueMerge } from './continue-merge';
import { continueUndo } from './undo-merge';

const PAGE = 20;
/** All there are; each is looked at again after its time. */
export const MERGE_STATES = ['running', 'undoing', 'done', 'undone'] as const;

/** Goes on with merges and undos that were left unfinished, and looks once more at finished ones. Returns how many it finished. */
export async function resumeMerges(call: TimerCall): Promise<number> {
  let finished = 0;
  await workThrough(call, {
    collection: 'merges',
    trouble: 'merge_not_finished',
    readPage: (cursor) =>
      call.store.merges.find({
        where: { status: oneOf(MERGE_STATES), wakeAt: atMost(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    async work(merge) {
      const isUndo = merge.status === 'undoing' || merge.status === 'undone';
      if (await (isUndo ? continueUndo(call, merge) : continueMerge(call, merge))) finished += 1;
    },
  });
  return finished;
}
