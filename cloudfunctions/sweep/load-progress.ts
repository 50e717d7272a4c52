import { logLine } from '../kit/log/log-line';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import { Duplicate } from '../kit/store/store-error';
import { DUE_WORK } from '../kit/store/wake';
import type { SweepName } from './rotation';

type DueWork = DocumentOf<'dueWork'>;
type Own = DueWork[SweepName];
/** What one of the sweeps left, and the marks of whoever wrote work, which are for all of them. */
export type Progress = Own & Pick<DueWork, 'wokenAt'>;
export type PartProgress = Own['parts'][string];

/** `unfinished` as after a sweep that was ended: nothing is known of any part. */
const NOTHING_KNOWN: Own = { unfinished: false, parts: {} };

/** What the sweeps before left. When it cannot be read every part has its turn, as if it were the first. */
export async function loadProgress(store: Store, name: SweepName): Promise<Progress> {
  try {
    const found = await store.dueWork.get(DUE_WORK);
    if (found) return { ...found[name], wokenAt: found.wokenAt };
  } catch (error) {
    logLine('error', 'sweep_progress_unreadable', { name, detail: String(error) });
  }
  return { ...NOTHING_KNOWN, wokenAt: {} };
}

/**
 * The marks of whoever writes work, and what the other sweep keeps, stay as they are. Of two runs at once the later word
 * stands: each has looked before it says so, and what it did not see was marked.
 */
export async function saveProgress(store: Store, name: SweepName, own: Own): Promise<void> {
  const patch = name === 'sweep' ? { sweep: own } : { 'payment-sweep': own };
  if (await store.dueWork.updateIf(DUE_WORK, {}, patch)) return;
  try {
    await store.dueWork.insert({
      _id: DUE_WORK,
      sweep: NOTHING_KNOWN,
      'payment-sweep': NOTHING_KNOWN,
      wokenAt: {},
      ...patch,
    });
  } catch (error) {
    // The other sweep was faster; or it is there and as we want it already.
    if (!(error instanceof Duplicate)) throw error;
    await store.dueWork.updateIf(DUE_WORK, {}, patch);
  }
}
