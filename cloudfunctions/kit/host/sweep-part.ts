import type { LogFields } from '../log/log-line';
import { addMs, instant, isInstant, type Instant } from '../../../contracts/primitives/time';
import type { Collection } from '../store/collection';
import { moreThan, type Conditions } from '../store/query/condition';
import type { Page } from '../store/query/page';
import type { CollectionName, DocumentOf } from '../store/schema';
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

type Reads<Name extends CollectionName> = Pick<Collection<DocumentOf<Name>>, 'find'>;

const documentsIn = <Name extends CollectionName>(
  store: { readonly [One in Name]: Reads<One> },
  name: Name,
): Reads<Name> => store[name];

type When = Instant | null;
type WhenField<Name extends CollectionName> = {
  [Field in keyof DocumentOf<Name> & string]: DocumentOf<Name>[Field] extends When ? Field : never;
}[keyof DocumentOf<Name> & string];

interface Narrowed<Name extends CollectionName> {
  /** What else its documents meet; together with the field that is what an index holds. */
  where?: Conditions<DocumentOf<Name>>;
  /** How long after what the field says. */
  afterMs?: number;
}

/** Documents that say in a field when they are due; null says never. */
export const dueBy = <Name extends CollectionName>(
  collection: Name,
  field: WhenField<Name>,
  { where = {}, afterMs = 0 }: Narrowed<Name> = {},
) => ({
  collection,
  earliest: ({ store }: Looking, position: string | null): Promise<When> =>
    earliestOf(
      (cursor) =>
        documentsIn(store, collection).find({
          where: { ...where, [field]: moreThan(instant(0)) },
          orderBy: field,
          limit: 1,
          cursor: cursor ?? position,
        }),
      (document) => {
        const at: unknown = document[field];
        return isInstant(at) ? addMs(at, afterMs) : null;
      },
    ),
});

/** Documents that are due at once as long as they meet this, found by the index that `orderBy` ends. */
export const dueNow = <Name extends CollectionName>(
  collection: Name,
  where: Conditions<DocumentOf<Name>>,
  orderBy: keyof DocumentOf<Name> & string,
): DueSource => ({
  collection,
  earliest: ({ store, now }) =>
    earliestOf(
      (cursor) => documentsIn(store, collection).find({ where, orderBy, limit: 1, cursor }),
      () => now,
    ),
});

/** The first readable document of an ordered list, and when it says that it is due. */
async function earliestOf<Document>(
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
