import type { SdkCollection, SdkDatabase, SdkQuery } from '../sdk-client';
import { startGatewayForTest } from '../start-gateway';
import { CONFLICT, GONE, startAccounts, type Accounts } from './accounts';

const ENV = 'transactions';
let stage: Accounts;
let db: SdkDatabase;
let accounts: SdkCollection;

beforeAll(async () => {
  stage = await startAccounts(ENV);
  ({ db, accounts } = stage);
});
afterAll(() => stage.gateway.stop());
beforeEach(() => stage.refill());

const fenOf = (id: string): Promise<unknown> => stage.fenOf(id);

describe('inside a transaction', () => {
  test('a document reads as an object, a missing one as null; outside, as a list', async () => {
    const transaction = await db.startTransaction();
    expect((await transaction.collection('accounts').doc('a').get()).data).toEqual({
      _id: 'a',
      fen: 100,
      phone: '1',
    });
    expect((await transaction.collection('accounts').doc('none').get()).data).toBeNull();
    await transaction.rollback();
    expect((await accounts.doc('none').get()).data).toEqual([]);
  });

  test('own writes are read back, and nobody else sees them before the commit', async () => {
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    await own.doc('a').update({ fen: db.command.inc(-30) });
    await own.doc('b').remove();
    expect(await own.add({ _id: 'c', fen: 1, phone: '3' })).toMatchObject({ id: 'c', inserted: 1 });
    await own.doc('d').set({ fen: 2, phone: '4' });

    expect((await own.doc('a').get()).data?.fen).toBe(70);
    expect((await own.doc('b').get()).data).toBeNull();
    expect((await own.doc('c').get()).data?.fen).toBe(1);
    expect((await own.doc('d').get()).data).toEqual({ _id: 'd', fen: 2, phone: '4' });
    expect([await fenOf('a'), await fenOf('b'), await fenOf('c')]).toEqual([100, 100, undefined]);

    await transaction.commit();
    expect([await fenOf('a'), await fenOf('b'), await fenOf('c'), await fenOf('d')]).toEqual([
      70,
      undefined,
      1,
      2,
    ]);
  });

  test('rollback leaves nothing', async () => {
    const transaction = await db.startTransaction();
    await transaction.collection('accounts').doc('a').update({ fen: 0 });
    await transaction.collection('accounts').add({ _id: 'c', phone: '3' });
    await transaction.rollback();
    expect([await fenOf('a'), (await accounts.count()).total]).toEqual([100, 2]);
    await expect(transaction.commit()).rejects.toMatchObject(GONE);
  });

  test('the snapshot is of the start: later commits are not seen', async () => {
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    await accounts.doc('a').update({ fen: 1 });
    await accounts.doc('a').update({ fen: 2 });
    await accounts.doc('b').remove();
    await accounts.add({ _id: 'c', phone: '3' });
    expect((await own.doc('a').get()).data?.fen).toBe(100);
    expect((await own.doc('b').get()).data?.fen).toBe(100);
    expect((await own.doc('c').get()).data).toBeNull();
    await transaction.rollback();
  });

  test('a refused operation ends the transaction', async () => {
    const transaction = await db.startTransaction();
    await transaction.collection('accounts').doc('a').update({ fen: 5 });
    await expect(transaction.collection('accounts').add({ _id: 'b' })).rejects.toThrow('E11000');
    await expect(transaction.collection('accounts').doc('a').get()).rejects.toMatchObject(GONE);
    expect(await fenOf('a')).toBe(100);
  });

  test('set, removed and added again in one transaction ends as the last word', async () => {
    await db.runTransaction(async (transaction) => {
      const own = transaction.collection('accounts');
      await own.doc('a').remove();
      await own.add({ _id: 'a', fen: 7, phone: '9' });
      await own.doc('b').set({ fen: 8, phone: '1' }); // the phone that a gave up
      await own.doc('b').update({ fen: db.command.inc(1) });
    });
    expect((await accounts.get()).data).toEqual([
      { _id: 'a', fen: 7, phone: '9' },
      { _id: 'b', fen: 9, phone: '1' },
    ]);
  });

  test('a unique key taken and given up within the transaction is free for another document of it', async () => {
    await db.runTransaction(async (transaction) => {
      const own = transaction.collection('accounts');
      await own.doc('a').update({ phone: '7' });
      await own.doc('a').update({ phone: '8' });
      await own.doc('b').update({ phone: '7' });
    });
    expect((await accounts.get()).data.map(({ phone }) => phone)).toEqual(['8', '7']);
  });
});

describe('runTransaction', () => {
  test('retries a conflict and answers what the callback answered', async () => {
    let runs = 0;
    const answer = await db.runTransaction(async (transaction) => {
      const own = transaction.collection('accounts');
      const found = await own.doc('a').get();
      if (++runs === 1) await accounts.doc('a').update({ fen: 40 });
      await own.doc('a').update({ fen: Number(found.data?.fen) + 1 });
      return 'done';
    });
    expect([answer, runs, await fenOf('a')]).toEqual(['done', 2, 41]);
  });

  test('gives up after one attempt and three retries', async () => {
    let runs = 0;
    const transfer = db.runTransaction(async (transaction) => {
      runs++;
      await accounts.doc('a').update({ fen: db.command.inc(1) });
      await transaction.collection('accounts').doc('a').update({ fen: 0 });
    });
    await expect(transfer).rejects.toMatchObject(CONFLICT);
    expect([runs, await fenOf('a')]).toEqual([4, 104]);
  });

  test('an error of the callback rolls back and is thrown; rollback(reason) rejects with the reason', async () => {
    const failing = db.runTransaction(async (transaction) => {
      await transaction.collection('accounts').doc('a').update({ fen: 0 });
      throw new Error('no stock');
    });
    await expect(failing).rejects.toThrow('no stock');
    const rolledBack = db.runTransaction(async (transaction) => {
      await transaction.collection('accounts').doc('a').update({ fen: 0 });
      await transaction.rollback('sold out');
    });
    await expect(rolledBack).rejects.toBe('sold out');
    expect(await fenOf('a')).toBe(100);
  });

  test('concurrent transfers lose nothing', async () => {
    const transfer = async (): Promise<void> => {
      for (;;) {
        const outcome = await db
          .runTransaction(async (transaction) => {
            const own = transaction.collection('accounts');
            const from = (await own.doc('a').get()).data;
            const to = (await own.doc('b').get()).data;
            await own.doc('a').update({ fen: Number(from?.fen) - 1 });
            await own.doc('b').update({ fen: Number(to?.fen) + 1 });
            return 'moved';
          })
          .catch((error: unknown) => error);
        if (outcome === 'moved') return;
        expect(outcome).toMatchObject(CONFLICT);
      }
    };
    await Promise.all(Array.from({ length: 6 }, transfer));
    expect([await fenOf('a'), await fenOf('b')]).toEqual([94, 106]);
  });
});

describe('what the SDK and CloudBase do not do in a transaction', () => {
  test('where().update, where().remove, count and aggregate run outside it, silently', async () => {
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    await own.add({ _id: 'c', fen: 1, phone: '3' });
    expect((await own.count()).total).toBe(2);
    expect((await own.aggregate().count('n').end()).data).toEqual([{ n: 2 }]);
    expect((await own.where({ _id: 'a' }).update({ fen: 1 })).updated).toBe(1);
    expect((await own.where({ _id: 'b' }).remove()).deleted).toBe(1);
    await transaction.rollback();
    expect([await fenOf('a'), await fenOf('b'), await fenOf('c')]).toEqual([1, undefined, undefined]);
  });

  test('where().get carries the transaction: it sees the snapshot and its own writes', async () => {
    await db.collection('accounts').doc('b').update({ fen: 5 });
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    await own.doc('a').update({ fen: 7 });
    await own.add({ _id: 'new', fen: 6, phone: '3' });
    await db.collection('accounts').doc('b').update({ fen: 500 }); // someone else, later
    await db.collection('accounts').add({ _id: 'late', fen: 6, phone: '4' });
    const rich = own.where({ fen: db.command.gte(5) }).orderBy('fen', 'asc');
    const ids = async (query: SdkQuery) => (await query.get()).data.map(({ _id }) => _id);
    expect(await ids(rich)).toEqual(['b', 'new', 'a']);
    expect(await ids(rich.skip(1).limit(1))).toEqual(['new']);
    await own.doc('new').remove();
    expect(await ids(rich)).toEqual(['b', 'a']);
    await transaction.rollback();
    expect(await ids(db.collection('accounts').where({ fen: 7 }))).toEqual([]);
  });

  test('where().updateAndReturn carries the transaction: it changes the first match in it', async () => {
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    const changed = await own.where({ _id: 'a' }).updateAndReturn({ fen: db.command.inc(3) });
    expect(changed).toMatchObject({ updated: 1, doc: { _id: 'a', fen: 103 } });
    expect(await own.where({ _id: 'nobody' }).updateAndReturn({ fen: 1 })).toMatchObject({
      updated: 0,
      doc: null,
    });
    expect(await fenOf('a')).toBe(100);
    await transaction.commit();
    expect(await fenOf('a')).toBe(103);
  });

  test('where().updateAndReturn of what changed since conflicts', async () => {
    const transaction = await db.startTransaction();
    const own = transaction.collection('accounts');
    await own.doc('a').get();
    await db.collection('accounts').doc('a').update({ fen: 1 });
    await expect(own.where({ _id: 'a' }).updateAndReturn({ fen: 2 })).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
      message:
        '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
    });
    await expect(transaction.commit()).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
      message:
        '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
    });
  });
});

describe('an abandoned transaction', () => {
  test('ends by itself: its writes vanish, waiting writers go on, and it no longer exists', async () => {
    const short = await startGatewayForTest({
      schema: [{ name: 'accounts', indexes: [] }],
      transactionLifetimeMs: 100,
    });
    const client = short.client('abandoned');
    await client.collection('accounts').add({ _id: 'a', fen: 100 });
    const transaction = await client.startTransaction();
    await transaction.collection('accounts').doc('a').update({ fen: 0 });
    await client
      .collection('accounts')
      .doc('a')
      .update({ fen: client.command.inc(1) }); // waits for the expiry
    expect((await client.collection('accounts').doc('a').get()).data).toEqual([{ _id: 'a', fen: 101 }]);
    await expect(transaction.collection('accounts').doc('a').get()).rejects.toMatchObject(GONE);
    await expect(transaction.commit()).rejects.toMatchObject(GONE);
    await short.stop();
  });

  afterAll(() => {
    stage.gateway.database.reset(ENV);
  });
});
