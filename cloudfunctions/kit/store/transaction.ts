import { refuse, type ErrorCode } from '../../../contracts/errors';
import { missingText } from '../log/scrub';
import { capabilities } from './capabilities';
import { parseDocument, refuseEmptyId } from './document';
import { pause, roundTrip, type Meter, type SdkDatabase, type SdkTransaction } from './database';
import { encodePatch, type Patch } from './query/patch';
import { openedOnUse } from '../instance/opened-on-use';
import type { CollectionName, DocumentOf } from './schema';
import { Conflict, Duplicate, StoreMisuse, StoreUnavailable, TooManyConflicts } from './store-error';
import { knownDocuments } from './known-documents';
import { makesWork, type Wake } from './wake';
import { ReminderTaken, writeReminders } from './write-reminders';

/**
 * What CloudBase really does inside a transaction: single documents by id, and inserts. The SDK's
 * `where().update()`, `count()` and `aggregate()` run outside it silently (platform-facts, section 6), so they do not exist here.
 */
export interface TransactionCollection<Document> {
  get(id: string): Promise<Document | null>;
  /** @throws TuankaError with the given code when there is no such document */
  require(id: string, missing: ErrorCode): Promise<Document>;
  /** All or none: a call each, or one for all where the platform was found to take it. @throws Duplicate when an id is taken */
  insert(...documents: Document[]): Promise<void>;
  /** Changes fields of a document that was read in this transaction. */
  update(id: string, patch: Patch<Document>): Promise<void>;
  /** Without effect when there is no such document. */
  remove(id: string): Promise<void>;
  /** Writes the whole document, whether or not it exists. */
  replace(document: Document & { _id: string }): Promise<void>;
}

type Fact = DocumentOf<'facts'>;
type Reminder = DocumentOf<'reminders'>;

/**
 * How a transaction tells what it did, and whom it reminds of it: however many do, all facts are written by one call, and all
 * reminders by another, before the commit.
 */
export interface Telling {
  tell(...facts: Fact[]): void;
  /** What has been told so far is not written, but kept by whoever takes it. */
  takeTold(): Fact[];
  /**
   * Schedules these, together with those of everybody else in the transaction. Under an id that is taken nothing breaks: what was sent
   * was told, and what was not is scheduled anew (write-reminders.ts).
   */
  remind(...reminders: Reminder[]): void;
  /** As `takeTold`, of the reminders. */
  takeReminders(): Reminder[];
}

export type TransactionStore = {
  readonly [Name in CollectionName]: TransactionCollection<DocumentOf<Name>>;
} & Telling;

const isTransaction = (value: unknown): value is SdkTransaction =>
  typeof value === 'object' &&
  value !== null &&
  'collection' in value &&
  'commit' in value &&
  'rollback' in value;

/** One call of a transaction, in its turn. */
type Operate = <Result>(send: () => Promise<Result>) => Promise<Result>;

/**
 * The first call of a transaction stands alone: it is the one that begins it in the database, and one that came beside it might find
 * no transaction. Those after it may go side by side.
 */
function afterTheFirst(meter: Meter): Operate {
  let first: Promise<unknown> | undefined;
  return async (send) => {
    if (first !== undefined) {
      await first;
      return roundTrip(meter, send);
    }
    const sent = roundTrip(meter, send);
    first = sent.catch(() => undefined);
    return sent;
  };
}

/** All of them, also when one fails: what fails after it only says that the transaction has ended. The plainest reason is thrown. */
async function allOf(operations: readonly Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(operations)).flatMap((operation) =>
    operation.status === 'rejected' ? [operation.reason as unknown] : [],
  );
  const plainest =
    failures.find((reason) => reason instanceof Duplicate) ??
    failures.find((reason) => reason instanceof Conflict) ??
    failures[0];
  if (plainest !== undefined)
    throw plainest instanceof Error ? plainest : new Error('refused', { cause: plainest });
}

function openTransactionCollection<Name extends CollectionName>(
  database: SdkDatabase,
  transaction: SdkTransaction,
  name: Name,
  operate: Operate,
  written: (document: object) => void,
): TransactionCollection<DocumentOf<Name>> {
  const sdk = transaction.collection(name);
  const known = knownDocuments((id) => operate(async (): Promise<unknown> => sdk.doc(id).get()));
  const get = async (id: string) => {
    refuseEmptyId(id);
    const data = await known.read(id);
    return data === null || data === undefined ? null : parseDocument(name, data);
  };
  return {
    get,
    async require(id, missing) {
      const document = await get(id);
      if (!document) throw refuse(missing, missingText(name, id));
      return document;
    },
    async insert(...documents) {
      if (documents.length === 0) return;
      const valid = documents.map((document) => parseDocument(name, document));
      valid.forEach(written);
      const isBatch = valid.length > 1 && capabilities().batchInTransaction;
      const batch = isBatch ? operate(() => sdk.add(valid)) : undefined;
      const add = (document: DocumentOf<Name>) => batch ?? operate(() => sdk.add(document));
      await allOf(
        valid.map((document) => known.after(document._id, add(document), Promise.resolve(document))),
      );
    },
    async update(id, patch) {
      refuseEmptyId(id);
      written(patch);
      const before = known.before(id);
      const write = operate(async (): Promise<unknown> => sdk.doc(id).update(encodePatch(database, patch)));
      const after = before?.then((data) => data && { ...data, ...patch });
      await known.after(id, write, after);
    },
    async remove(id) {
      refuseEmptyId(id);
      const write = operate(async (): Promise<unknown> => sdk.doc(id).remove());
      await known.after(id, write, Promise.resolve(null));
    },
    async replace(document) {
      const { _id, ...fields } = document;
      refuseEmptyId(_id);
      const valid = parseDocument(name, document);
      written(valid);
      const write = operate(async (): Promise<unknown> => sdk.doc(_id).set(fields));
      await known.after(_id, write, Promise.resolve(valid));
    },
  };
}

function openTransactionStore(
  database: SdkDatabase,
  transaction: SdkTransaction,
  meter: Meter,
  wake: (collection: CollectionName) => void,
): { transaction: TransactionStore; writeTold: (isAgain: boolean) => Promise<void> } {
  let told: Fact[] = [];
  let reminders: Reminder[] = [];
  const telling: Telling = {
    tell: (...facts) => void told.push(...facts),
    takeTold: () => {
      const taken = told;
      told = [];
      return taken;
    },
    remind: (...more) => void reminders.push(...more),
    takeReminders: () => {
      const taken = reminders;
      reminders = [];
      return taken;
    },
  };
  const operate = afterTheFirst(meter);
  const opened = openedOnUse<TransactionStore>((name) => {
    const written = (document: object): void => {
      if (makesWork(name, document)) wake(name);
    };
    return openTransactionCollection(database, transaction, name, operate, written);
  }, telling);
  const writeTold = async (isAgain: boolean): Promise<void> => {
    await writeReminders(opened.reminders, telling.takeReminders(), isAgain);
    await opened.facts.insert(...telling.takeTold());
  };
  return { transaction: opened, writeTold };
}

/** The SDK types this method as `any`; what it gives is checked by the caller. */
interface TransactionSource {
  startTransaction(): Promise<unknown>;
}

const CONFLICT_ATTEMPTS = 10;
const UNAVAILABLE_ATTEMPTS = 3;

/**
 * Runs `work` in a transaction and commits it.
 *
 * `work` must be re-runnable: no sends, no randomness, no clock reads. It is run again after a conflict, and after a
 * lost answer — then the first run may have committed, so `work` finds its own documents (an insert throws Duplicate)
 * exactly as a retry by the client would.
 * @throws Duplicate, StoreUnavailable, or whatever `work` throws (rolled back)
 */
export async function transact<Result>(
  database: SdkDatabase,
  meter: Meter,
  wake: Wake,
  work: (transaction: TransactionStore) => Promise<Result>,
): Promise<Result> {
  let unavailable = 0;
  let isAgain = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(database, meter, wake, { work, isAgain });
    } catch (error) {
      if (error instanceof ReminderTaken && !isAgain) {
        isAgain = true;
        continue;
      }
      if (error instanceof StoreUnavailable) unavailable += 1;
      const again =
        error instanceof Conflict
          ? attempt < CONFLICT_ATTEMPTS
          : unavailable > 0 && unavailable < UNAVAILABLE_ATTEMPTS;
      if (error instanceof Conflict && !again)
        throw new TooManyConflicts('too many conflicts', { cause: error });
      if (!again || !(error instanceof Conflict || error instanceof StoreUnavailable)) throw error;
      await pause(attempt);
    }
  }
}

async function runOnce<Result>(
  database: SdkDatabase,
  meter: Meter,
  wake: Wake,
  { work, isAgain }: { work: (transaction: TransactionStore) => Promise<Result>; isAgain: boolean },
): Promise<Result> {
  const source: TransactionSource = database;
  const started = await roundTrip(meter, () => source.startTransaction());
  if (!isTransaction(started)) throw new StoreMisuse('the SDK returned no transaction');
  try {
    const written = new Set<CollectionName>();
    const { transaction, writeTold } = openTransactionStore(database, started, meter, (name) =>
      written.add(name),
    );
    const result = await work(transaction);
    await writeTold(isAgain);
    // Side by side: one call for all of them, and nobody waits for it.
    await Promise.all([roundTrip(meter, () => started.commit()), ...[...written].map(wake)]);
    return result;
  } catch (error) {
    // The documents it holds are freed for others; when even that is lost, the transaction expires by itself.
    await roundTrip(meter, () => started.rollback(error)).catch(() => undefined);
    throw error;
  }
}
