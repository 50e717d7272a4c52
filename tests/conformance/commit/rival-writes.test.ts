import type { Fields, SdkCollection, SdkDatabase } from '../sdk-client';
import { CONFLICT, GONE, startAccounts, type Accounts } from './accounts';

const ENV = 'rival-writes';
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

/** Whether a promise is over once everything the gateway could do meanwhile is done. */
async function isOverAfterAnotherCall(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  const mark = (): void => void (over = true);
  void promise.then(mark, mark);
  for (let i = 0; i < 3; i++) await accounts.count();
  return over;
}

describe('rivals', () => {
  test('the second transaction that writes a document is refused at once', async () => {
    const first = await db.startTransaction();
    const second = await db.startTransaction();
    await first.collection('accounts').doc('a').update({ fen: 1 });
    await expect(second.collection('accounts').doc('a').update({ fen: 2 })).rejects.toMatchObject(CONFLICT);
    await expect(second.collection('accounts').doc('b').get()).rejects.toMatchObject(GONE);
    await first.commit();
    expect(await fenOf('a')).toBe(1);
  });

  test('a document changed after the snapshot cannot be written', async () => {
    const transaction = await db.startTransaction();
    await accounts.doc('a').update({ fen: 1 });
    await expect(transaction.collection('accounts').doc('a').update({ fen: 2 })).rejects.toMatchObject(
      CONFLICT,
    );
    expect(await fenOf('a')).toBe(1);
  });

  test('reading takes no hold, and an update that changes nothing neither', async () => {
    const first = await db.startTransaction();
    await first.collection('accounts').doc('a').get();
    await first.collection('accounts').doc('a').update({ fen: 100 });
    await accounts.doc('a').update({ fen: 1 });
    await first.collection('accounts').doc('b').update({ fen: 5 });
    await first.commit();
    expect([await fenOf('a'), await fenOf('b')]).toEqual([1, 5]);
  });

  test.each<[string, Fields, Fields]>([
    ['the same id', { _id: 'new', phone: '8' }, { _id: 'new', phone: '9' }],
    ['the same unique key', { _id: 'new1', phone: '8' }, { _id: 'new2', phone: '8' }],
  ])('two open transactions inserting %s: the second is refused', async (_title, one, two) => {
    const first = await db.startTransaction();
    const second = await db.startTransaction();
    await first.collection('accounts').add(one);
    await expect(second.collection('accounts').add(two)).rejects.toMatchObject(CONFLICT);
    await first.commit();
    expect((await accounts.count()).total).toBe(3);
  });

  test('an id committed before the transaction began is a duplicate; committed since, a conflict', async () => {
    const transaction = await db.startTransaction();
    await expect(transaction.collection('accounts').add({ _id: 'a', phone: '8' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000 duplicate key error') as string,
    });
    const later = await db.startTransaction();
    await accounts.add({ _id: 'new', phone: '8' });
    await expect(later.collection('accounts').add({ _id: 'new', phone: '9' })).rejects.toMatchObject(
      CONFLICT,
    );
  });

  test('a plain write of a held document waits for the end and then applies', async () => {
    const transaction = await db.startTransaction();
    await transaction.collection('accounts').doc('a').update({ fen: 50 });
    const plain = accounts.doc('a').update({ fen: db.command.inc(5) });
    expect(await isOverAfterAnotherCall(plain)).toBe(false);
    await transaction.commit();
    expect((await plain).updated).toBe(1);
    expect(await fenOf('a')).toBe(55);
  });

  test('a waiting conditional update decides on what the transaction left', async () => {
    await accounts.where({}).update({ status: 'unused' });
    const transaction = await db.startTransaction();
    await transaction.collection('accounts').doc('a').update({ status: 'used' });
    const all = accounts.where({ status: 'unused' }).update({ status: 'expired' });
    const one = accounts.where({ _id: 'a', status: 'unused' }).updateAndReturn({ status: 'expired' });
    const removal = accounts.where({ _id: 'a', status: 'unused' }).remove();
    expect(await isOverAfterAnotherCall(Promise.race([all, one, removal]))).toBe(false);
    await transaction.commit();
    expect([(await all).updated, (await one).updated, (await removal).deleted]).toEqual([1, 0, 0]);
  });

  test('a plain insert of a held id or unique key waits; after a commit it is a duplicate, after a rollback it succeeds', async () => {
    for (const ending of ['commit', 'rollback'] as const) {
      const transaction = await db.startTransaction();
      await transaction.collection('accounts').add({ _id: `id-${ending}`, phone: `8-${ending}` });
      const sameId = accounts.add({ _id: `id-${ending}`, phone: `7-${ending}` }).then(
        () => 'added',
        () => 'duplicate',
      );
      const samePhone = accounts.add({ phone: `8-${ending}` }).then(
        () => 'added',
        () => 'duplicate',
      );
      expect(await isOverAfterAnotherCall(Promise.race([sameId, samePhone]))).toBe(false);
      await transaction[ending]();
      const expected = ending === 'commit' ? 'duplicate' : 'added';
      expect(await Promise.all([sameId, samePhone])).toEqual([expected, expected]);
    }
  });
});
