import { logLine } from '../kit/log/log-line';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import { Duplicate } from '../kit/store/store-error';

export type Progress = Omit<DocumentOf<'dueWork'>, '_id'>;

const ID = 'sweep';
const NOTHING_YET: Progress = { unfinished: false, parts: {} };

/** What the sweeps before left. When it cannot be read every part has its turn, as if it were the first. */
export async function loadProgress(store: Store): Promise<Progress> {
  try {
    return (await store.dueWork.get(ID)) ?? NOTHING_YET;
  } catch (error) {
    logLine('error', 'sweep_progress_unreadable', { detail: String(error) });
    return NOTHING_YET;
  }
}

/** Of two sweeps at once the later word stands: at worst a part runs once more, which does no harm. */
export async function saveProgress(store: Store, progress: Partial<Progress>): Promise<void> {
  if (await store.dueWork.updateIf(ID, {}, progress)) return;
  try {
    await store.dueWork.insert({ ...NOTHING_YET, ...progress, _id: ID });
  } catch (error) {
    // Written by another sweep just now; or there and already as we want it.
    if (!(error instanceof Duplicate)) throw error;
  }
}
