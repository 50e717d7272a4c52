import { logLine } from '../kit/log/log-line';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import { Duplicate } from '../kit/store/store-error';
import { DUE_WORK } from '../kit/store/wake';

export type Progress = Omit<DocumentOf<'dueWork'>, '_id'>;
export type PartProgress = Progress['parts'][string];

/** `unfinished` as after a sweep that was ended: nothing is known of any part. */
const NOTHING_KNOWN: Progress = { unfinished: false, parts: {}, wokenAt: {} };

/** What the sweeps before left. When it cannot be read every part has its turn, as if it were the first. */
export async function loadProgress(store: Store): Promise<Progress> {
  try {
    return (await store.dueWork.get(DUE_WORK)) ?? NOTHING_KNOWN;
  } catch (error) {
    logLine('error', 'sweep_progress_unreadable', { detail: String(error) });
    return NOTHING_KNOWN;
  }
}

/**
 * The marks of whoever writes work stay as they are. Of two sweeps at once the later word stands: each has looked before it
 * says so, and what it did not see was marked.
 */
export async function saveProgress(
  store: Store,
  progress: Partial<Pick<Progress, 'unfinished' | 'parts'>>,
): Promise<void> {
  if (await store.dueWork.updateIf(DUE_WORK, {}, progress)) return;
  try {
    await store.dueWork.insert({ ...NOTHING_KNOWN, ...progress, _id: DUE_WORK });
  } catch (error) {
    // Another sweep was faster; or it is there and as we want it already.
    if (!(error instanceof Duplicate)) throw error;
  }
}
