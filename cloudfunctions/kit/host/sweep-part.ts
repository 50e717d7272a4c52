import type { LogFields } from '../log/log-line';
import type { Instant } from '../../../contracts/primitives/time';
import type { Page } from '../store/query/page';
import type { CollectionName } from '../store/schema';
import type { TimerCall } from './serve-timer';

/**
 * A part of the minute's sweep, declared by the area whose work it is. `sweep` collects the parts and keeps them apart: each
 * is caught, timed and stopped for itself. A part may be run again at once, or twice at the same time, and does its work once.
 */
export interface SweepPart {
  name: string;
  /** How often it is run at most, in milliseconds. */
  every: number;
  /** What it may take of a minute before `outOfTime` tells it to stop; what is left then is shared among those not done. */
  budgetMs: number;
  /** Where its work is found. */
  sources: readonly DueSource[];
  /** What it did, for the log. */
  run: (call: TimerCall) => Promise<LogFields>;
}

type Looking = Pick<TimerCall, 'store' | 'now' | 'settings'>;

/** A collection that holds work, and one indexed read that says when the first of it is due; null: there is none. */
export interface DueSource {
  collection: CollectionName;
  /**
   * For work that is gone through by a cursor: where it stands. It is kept with the marks, so that a look of which nothing is
   * expected is one read, too; a position that is behind by then makes the part run for nothing.
   */
  position?: (call: Looking) => Promise<string | null>;
  earliest: (call: Looking, position: string | null) => Promise<Instant | null>;
}

/** The first readable document of an ordered list, and when it says that it is due. */
export async function earliestOf<Document>(
  readPage: (cursor: string | null) => Promise<Page<Document>>,
  dueAt: (document: Document) => Instant | null,
): Promise<Instant | null> {
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    const [first] = page.items;
    if (first !== undefined) return dueAt(first);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}
