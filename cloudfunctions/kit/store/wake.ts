import { instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { logLine } from '../log/log-line';
import { roundTrip, type Meter, type SdkDatabase } from './database';
import { schema, type CollectionName } from './schema';

/**
 * Wakes the parts of the sweep that look into a collection: somebody writes work into it. The mark is set side by side
 * with the commit, and by an instance at most once a minute for each collection, so that a thousand joins write it as often as
 * one does. It says "look", not what: what is due the sweep reads by index (docs/decisions, idle costs).
 */
export type Wake = (collection: CollectionName) => Promise<void>;

/** The document the sweep reads first. */
export const DUE_WORK = 'sweep';
/** A mark of an instance stands for what it writes within so long. */
const WAKE_LASTS_MS = MINUTE_MS;

const wokenAt = new Map<CollectionName, number>();
const isFresh = (collection: CollectionName, now: number): boolean => {
  const at = wokenAt.get(collection);
  return at !== undefined && at <= now && now < at + WAKE_LASTS_MS;
};

/** Marks of one invocation: what is written side by side is marked by one call, with all this instance ever wrote. */
export function createWake(database: SdkDatabase, meter: Meter): Wake {
  let wanted = new Set<CollectionName>();
  let sending: Promise<void> | undefined;
  const send = async (): Promise<void> => {
    const now = Date.now();
    const names = [...wanted, ...wokenAt.keys()].filter((name) => !isFresh(name, now));
    wanted = new Set();
    sending = undefined;
    try {
      // The one place where "set these keys, keep the others" is what is wanted: no `_.set`.
      const marks: Record<string, Instant> = Object.fromEntries(names.map((name) => [name, instant(now)]));
      await roundTrip(meter, async (): Promise<unknown> =>
        database.collection('dueWork').doc(DUE_WORK).update({ wokenAt: marks }),
      );
      for (const name of names) wokenAt.set(name, now);
    } catch (error) {
      // Found a little later, by the look each part has in its turn.
      logLine('warn', 'sweep_not_woken', { collections: names.join(' '), detail: String(error) });
    }
  };
  return (collection) => {
    if (isFresh(collection, Date.now())) return Promise.resolve();
    wanted.add(collection);
    return (sending ??= Promise.resolve().then(send));
  };
}

/** Whether this write makes work: a document with one of its due fields set, or a patch that sets one. */
export function makesWork(collection: CollectionName, written: object): boolean {
  const { due = [] } = schema[collection];
  return due.some((field) => {
    const value: unknown = Reflect.get(written, field);
    return value !== undefined && value !== null;
  });
}
