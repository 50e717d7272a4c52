import type { TimerCall } from '../kit/host/serve-timer';
import { atMost } from '../kit/store/condition';
import { continueMerge } from './move-owned';
import { continueUndo } from './undo-merge';

const PAGE = 20;

/** Finishes merges and undos that a crash interrupted, and looks once more at finished ones. Returns how many. */
export async function settleMerges(call: TimerCall): Promise<number> {
  let settled = 0;
  for (const status of ['running', 'undoing', 'done', 'undone'] as const) {
    const { items } = await call.store.merges.find({
      where: { status, wakeAt: atMost(call.now) },
      orderBy: 'wakeAt',
      limit: PAGE,
    });
    for (const merge of items) {
      if (call.outOfTime()) return settled;
      const isDone =
        status === 'undoing' || status === 'undone'
          ? await continueUndo(call, merge)
          : await continueMerge(call, merge);
      if (isDone) settled += 1;
    }
  }
  return settled;
}
