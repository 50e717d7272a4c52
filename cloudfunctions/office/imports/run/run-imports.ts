import type { TimerCall } from '../../../kit/host/serve-timer';
import { workThrough } from '../../../kit/host/work-through';
import { atMost } from '../../../kit/store/query/condition';
import { removeFile } from '../load-table';
import { continueSteps } from './continue-steps';
import type { Import } from './mark-lines';

const PAGE = 10;
const SLICES = 50;
/** Removed in one transaction. */
const STEP = 20;

/** Goes on with what runs, and removes what is kept no longer: files nobody applied, lines nobody can take back. */
export const runImports = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'memberImports',
    trouble: 'import_not_done',
    readPage: (cursor) =>
      call.store.memberImports.find({
        where: { wakeAt: atMost(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    work: async ({ _id }) => {
      const current = await continueSteps(call, _id);
      if (['checking', 'applying', 'undoing'].includes(current.status)) return;
      if (current.wakeAt === null || current.wakeAt > call.now) return;
      await endImport(call, current);
    },
  });

async function endImport(call: TimerCall, { _id, status, parts }: Import): Promise<void> {
  const { store } = call;
  await removeFile({ _id, parts });
  const isOver = status === 'applied' || status === 'undone';
  for (;;) {
    const { items } = await store.memberImportSlices.find({
      where: { importId: _id },
      orderBy: '_id',
      limit: SLICES,
    });
    if (items.length === 0) break;
    for (let from = 0; from < items.length; from += STEP)
      await store.transact(async (transaction) => {
        for (const slice of items.slice(from, from + STEP))
          await transaction.memberImportSlices.remove(slice._id);
      });
    if (call.outOfTime()) return;
  }
  await store.memberImports.updateIf(
    _id,
    { status },
    { wakeAt: null, parts: [], ...(!isOver && { status: 'gone' as const }) },
  );
}
