import { failureOf, openProbe } from './probe-collection';
import { assumed, compare, notAsked, other, type Question } from './question';

const FACTS_6 = 'platform-facts, section 6';
const FACTS_9 = 'platform-facts, section 9';
const COMMIT_MS = 3_000;
const LIFETIME_MS = 30_000;
const FULL_PAGE = 1_000;
const PLAIN_PAGE = 100;
const RIVALS = 8;
/** As the store tells it (kit/store/store-error.ts). */
const TAKEN = /DUPLICATE_WRITE|E11000/;

const ids = (documents: readonly { _id: string }[]): string => documents.map(({ _id }) => _id).join(' ');

/** What the store rests on: codes it sorts failures by, what a transaction takes, how pages are read. */
export const databaseQuestions: readonly Question[] = [
  {
    id: 'batch_add_in_transaction',
    assumed: 'one add of several documents inside a transaction is accepted (used only where it is)',
    where: FACTS_9,
    async ask({ collection }) {
      const probe = openProbe(collection);
      const transaction = await probe.begin();
      const refused = await failureOf(() => transaction.add([{ _id: 'a' }, { _id: 'b' }]));
      if (refused !== null) {
        await transaction.rollback();
        return other(`refused: ${refused}`);
      }
      const outside = await probe.get();
      await transaction.commit();
      const after = await probe.get();
      if (outside.length > 0 || after.length !== 2)
        return other(`${outside.length} seen before the commit, ${after.length} after it`);
      return assumed('accepted, unseen before the commit, both there after it', 'batchInTransaction');
    },
  },
  {
    id: 'transaction_conflict',
    assumed: 'the second of two transactions on one document fails with DATABASE_TRANSACTION_CONFLICT',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      await probe.add({ _id: 'one', n: 0 });
      const [first, second] = [await probe.begin(), await probe.begin()];
      await first.update('one', { n: 1 });
      const refused = await failureOf(() => second.update('one', { n: 2 }));
      await failureOf(() => second.rollback());
      await first.commit();
      return compare(
        refused?.startsWith('DATABASE_TRANSACTION_CONFLICT') ?? false,
        refused ?? 'both were taken',
      );
    },
  },
  {
    id: 'transaction_lifetime',
    assumed: `a transaction lives at least ${COMMIT_MS / 1000} s and not for ever; an ended one says TransactionNotExist`,
    where: FACTS_6,
    async ask({ collection, pass }) {
      const probe = openProbe(collection);
      const short = await probe.begin();
      await short.add({ _id: 'short' });
      await pass(COMMIT_MS);
      const lost = await failureOf(() => short.commit());
      const long = await probe.begin();
      await long.add({ _id: 'long' });
      await pass(LIFETIME_MS + 1000);
      const ended = await failureOf(() => long.commit());
      return compare(
        lost === null && ended !== null,
        `after ${COMMIT_MS} ms: ${lost ?? 'committed'}; after ${LIFETIME_MS + 1000} ms: ${ended ?? 'committed'}`,
      );
    },
  },
  {
    id: 'where_in_transaction',
    assumed: 'where().update() inside a transaction runs outside of it (our store refuses it)',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      await probe.add({ _id: 'one', n: 0 });
      const transaction = await probe.begin();
      const refused = await failureOf(() => transaction.updateWhere({ _id: 'one' }, { n: 1 }));
      const [seen] = await probe.get({ _id: 'one' });
      await failureOf(() => transaction.rollback());
      return compare(seen?.['n'] === 1, refused ?? `seen outside at once: n = ${String(seen?.['n'])}`);
    },
  },
  {
    id: 'duplicate_id',
    assumed: 'an id that is taken fails with DATABASE_DUPLICATE_WRITE, or E11000 in the message',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      await probe.add({ _id: 'one' });
      const refused = await failureOf(() => probe.add({ _id: 'one' }));
      return compare(TAKEN.test(refused ?? ''), refused ?? 'it was taken twice');
    },
  },
  {
    id: 'unique_index',
    assumed:
      'a unique index refuses a value that is taken, and a second document without the field, as a taken id is refused',
    where: FACTS_6,
    async ask() {
      const probe = openProbe('platformMarks');
      const empty = await failureOf(() => probe.empty());
      if (empty !== null) return notAsked(`the collection platformMarks is not there: ${empty}`);
      await probe.add({ _id: 'a', mark: 'one' });
      const taken = await failureOf(() => probe.add({ _id: 'b', mark: 'one' }));
      await probe.add({ _id: 'c' });
      const missing = await failureOf(() => probe.add({ _id: 'd' }));
      await probe.empty();
      const isRefused = [taken, missing].every((refusal) => TAKEN.test(refusal ?? ''));
      return compare(
        isRefused,
        `taken: ${taken ?? 'accepted'}; missing twice: ${missing ?? 'accepted'}`.slice(0, 200),
      );
    },
  },
  {
    id: 'conditional_update',
    assumed: 'of several updates that ask for the same state one changes it, the others answer updated: 0',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      await probe.add({ _id: 'one', status: 'unused' });
      const rivals = Array.from({ length: RIVALS }, (_, n) =>
        probe.updateIf({ _id: 'one', status: 'unused' }, { status: `used by ${n}` }),
      );
      const won = (await Promise.all(rivals)).sort((one, two) => two - one);
      return compare(
        won[0] === 1 && won[1] === 0,
        `${won.filter((n) => n > 0).length} of ${RIVALS} changed it`,
      );
    },
  },
  {
    id: 'identical_set',
    assumed: 'set() of what is there already answers updated: 1',
    where: FACTS_9,
    async ask({ collection }) {
      const probe = openProbe(collection);
      await probe.add({ _id: 'one', n: 1 });
      const answer = await probe.set('one', { n: 1 });
      return compare(answer === 1, `updated: ${answer}`);
    },
  },
  {
    id: 'sort_by_several_keys',
    assumed: 'several orderBy sort by the first, then by the second',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      for (const [_id, a, b] of [
        ['w', 1, 1],
        ['x', 1, 2],
        ['y', 0, 1],
        ['z', 0, 2],
      ] as const)
        await probe.add({ _id, a, b });
      const order = ids(
        await probe.get({}, [
          ['a', 'asc'],
          ['b', 'desc'],
        ]),
      );
      return compare(order === 'z y x w', order);
    },
  },
  {
    id: 'page_sizes',
    assumed: `a query gives ${PLAIN_PAGE} documents when no limit is said, and up to ${FULL_PAGE}`,
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      const all = Array.from({ length: FULL_PAGE + 1 }, (_, at) => ({ _id: `d${at}` }));
      for (let from = 0; from < all.length; from += PLAIN_PAGE)
        await probe.add(all.slice(from, from + PLAIN_PAGE));
      const [plain, full] = [await probe.get(), await probe.get({}, [['_id', 'asc']], FULL_PAGE)];
      return compare(
        plain.length === PLAIN_PAGE && full.length === FULL_PAGE,
        `${plain.length} without a limit, ${full.length} with ${FULL_PAGE}`,
      );
    },
  },
  {
    id: 'strings_by_bytes',
    assumed: 'strings are ordered by their UTF-8 bytes: ids page as they sort',
    where: FACTS_6,
    async ask({ collection }) {
      const probe = openProbe(collection);
      for (const _id of ['a', 'B', '团', '_']) await probe.add({ _id });
      const order = ids(await probe.get({}, [['_id', 'asc']]));
      return compare(order === 'B _ a 团', order);
    },
  },
];
