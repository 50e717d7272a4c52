import type { Instant } from '../../contracts/primitives/time';
import { logLine } from '../kit/log/log-line';
import type { Conditions } from '../kit/store/query/condition';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import { Duplicate } from '../kit/store/store-error';
import { DUE_WORK } from '../kit/store/wake';
import { joinParts, latestBegin, mayBeUnderWay } from './overlap';
import type { SweepName } from './rotation';

type DueWork = DocumentOf<'dueWork'>;
/** What one of the sweeps keeps. */
type Own = DueWork[SweepName];
/** What one of the sweeps left, and the marks of whoever wrote work, which are for all of them. */
export type Progress = Pick<Own, 'unfinished' | 'parts'> & Pick<DueWork, 'wokenAt'>;
export type PartProgress = Own['parts'][string];

/** The notes of one run, from its first look to its last word. */
export interface OpenProgress {
  /** What the runs before left. */
  progress: Progress;
  /** Says, before anything is written, that work was found. */
  begin: () => Promise<void>;
  end: (left: Pick<Own, 'unfinished' | 'parts'>) => Promise<void>;
}

/** `unfinished` as after a sweep that was ended: nothing is known of any part. */
const NOTHING_KNOWN: Own = { unfinished: false, beganAt: null, revision: 0, parts: {} };
/** Two runs at once are rare, three a mistake in the timer. */
const TRIES = 5;

/**
 * Two runs of one sweep may be under way at once: a timer that fired twice, somebody who runs it by hand. Whoever saves says what
 * it saw, so what it saw must still stand (`revision`). Where another run has saved meanwhile, or one that began before may
 * still be writing, both words are kept and the sweep stays unfinished: the next one looks everywhere.
 */
export async function openProgress(store: Store, name: SweepName, now: Instant): Promise<OpenProgress> {
  const first = await readDueWork(store, name);
  let seen = ownOf(first, name);
  const before = typeof seen === 'string' ? NOTHING_KNOWN : seen;
  let isShared = mayBeUnderWay(before, now);

  const save = async (next: (known: Own) => Own): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = typeof seen === 'string' ? { ...NOTHING_KNOWN, revision: now } : seen;
      const saved = { ...next(known), revision: known.revision + 1 };
      if (await write(store, name, seen, saved)) {
        seen = saved;
        return;
      }
      isShared = true;
      seen = ownOf(await readDueWork(store, name), name);
    }
    throw new Error(`other runs saved ${TRIES} times meanwhile`);
  };

  return {
    progress: { ...before, wokenAt: typeof first === 'string' ? {} : first.wokenAt },
    begin: () => save((known) => ({ ...known, unfinished: true, beganAt: latestBegin(known, now) })),
    end: ({ unfinished, parts }) =>
      save((known) => ({
        ...known,
        unfinished: unfinished || isShared,
        parts: isShared ? joinParts(known.parts, parts, now) : parts,
      })),
  };
}

type Absent = 'none' | 'unreadable';

/** When it cannot be read every part has its turn, as if it were the first. */
async function readDueWork(store: Store, name: SweepName): Promise<DueWork | Absent> {
  try {
    return (await store.dueWork.get(DUE_WORK)) ?? 'none';
  } catch (error) {
    logLine('error', 'sweep_progress_unreadable', { name, detail: String(error) });
    return 'unreadable';
  }
}

const ownOf = (found: DueWork | Absent, name: SweepName): Own | Absent =>
  typeof found === 'string' ? found : found[name];

/**
 * Over what was seen, if it is still so; over anything that cannot be read. The marks of whoever writes work, and what the
 * other sweep keeps, stay as they are. False: somebody else wrote meanwhile.
 */
async function write(store: Store, name: SweepName, seen: Own | Absent, own: Own): Promise<boolean> {
  const patch = patchOf(name, own);
  if (seen === 'unreadable') return store.dueWork.updateIf(DUE_WORK, {}, patch);
  if (seen !== 'none') return store.dueWork.updateIf(DUE_WORK, stillSeen(name, seen), patch);
  try {
    await store.dueWork.insert({
      _id: DUE_WORK,
      sweep: NOTHING_KNOWN,
      'payment-sweep': NOTHING_KNOWN,
      'member-sweep': NOTHING_KNOWN,
      wokenAt: {},
      ...patch,
    });
    return true;
  } catch (error) {
    if (error instanceof Duplicate) return false;
    throw error;
  }
}

function patchOf(name: SweepName, own: Own): Partial<Record<SweepName, Own>> {
  if (name === 'sweep') return { sweep: own };
  return name === 'payment-sweep' ? { 'payment-sweep': own } : { 'member-sweep': own };
}

function stillSeen(name: SweepName, { revision }: Own): Conditions<DueWork> {
  if (name === 'sweep') return { 'sweep.revision': revision };
  return name === 'payment-sweep'
    ? { 'payment-sweep.revision': revision }
    : { 'member-sweep.revision': revision };
}
