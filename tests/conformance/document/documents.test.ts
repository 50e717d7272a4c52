import tcb from '@cloudbase/node-sdk';
import { sdkClient, type SdkCollection, type SdkDatabase } from '../sdk-client';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

const ENV = 'documents';
let clock = Date.parse('2026-01-01T00:00:00Z');
let gateway: GatewayForTest;
let db: SdkDatabase;
let cards: SdkCollection;

beforeAll(async () => {
  gateway = await startGatewayForTest({ schema: [{ name: 'cards', indexes: [] }], now: () => clock });
  db = gateway.client(ENV);
  cards = db.collection('cards');
});
afterAll(() => gateway.stop());
beforeEach(() => gateway.database.reset(ENV));

describe('ids', () => {
  test('a document without an id gets 32 hexadecimal characters', async () => {
    const { id } = await cards.add({ n: 1 });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await cards.doc(id ?? '').get()).data).toEqual([{ _id: id, n: 1 }]);
  });

  test('a number is an id of its own, apart from its text', async () => {
    await cards.add({ _id: 7, kind: 'number' });
    await cards.add({ _id: '7', kind: 'text' });
    expect((await cards.doc(7).get()).data).toEqual([{ _id: 7, kind: 'number' }]);
    expect((await cards.doc('7').get()).data).toEqual([{ _id: '7', kind: 'text' }]);
    await cards.doc(7).update({ kind: 'changed' });
    expect((await cards.where({ _id: 7 }).get()).data).toEqual([{ _id: 7, kind: 'changed' }]);
  });

  test("doc('') is accepted: it reads nothing, changes nothing, and cannot be set", async () => {
    expect((await cards.doc('').get()).data).toEqual([]);
    expect((await cards.doc('').update({ n: 1 })).updated).toBe(0);
    expect((await cards.doc('').remove()).deleted).toBe(0);
    await expect(cards.doc('').set({ n: 1 })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  });

  test('a missing document reads as an empty list', async () => {
    expect((await cards.doc('nobody').get()).data).toEqual([]);
  });

  test('a second document with the same id is refused and the first stays', async () => {
    await cards.add({ _id: 'one', n: 1 });
    await expect(cards.add({ _id: 'one', n: 2 })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000 duplicate key error') as string,
    });
    expect((await cards.doc('one').get()).data).toEqual([{ _id: 'one', n: 1 }]);
  });

  test('create inserts under the given id and refuses a second time', async () => {
    expect((await cards.doc('one').create?.({ n: 1 }))?.id).toBe('one');
    await expect(cards.doc('one').create?.({ n: 2 })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });
});

describe('adding several', () => {
  test('ids come back in order', async () => {
    const { ids } = await cards.add([{ _id: 'a' }, { _id: 'b' }, { n: 3 }]);
    expect(ids?.slice(0, 2)).toEqual(['a', 'b']);
    expect((await cards.count()).total).toBe(3);
  });

  test('outside a transaction the ones before a duplicate stay', async () => {
    await cards.add({ _id: 'b' });
    await expect(cards.add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }])).rejects.toThrow('E11000');
    expect((await cards.get()).data.map(({ _id }) => _id)).toEqual(['b', 'a']);
  });
});

describe('set and update', () => {
  test('set replaces the whole document, and makes it when it is missing', async () => {
    const first = await cards.doc('one').set({ a: 1, b: 2 });
    expect(first).toMatchObject({ updated: 0, upsertedId: 'one' });
    const second = await cards.doc('one').set({ c: 3 });
    expect(second.updated).toBe(1);
    expect((await cards.doc('one').set({ c: 3 })).updated).toBe(1); // the same again counts too
    expect(second.upsertedId).toBeUndefined();
    expect((await cards.doc('one').get()).data).toEqual([{ _id: 'one', c: 3 }]);
  });

  test('set rejects update operators; update does not make a document', async () => {
    await expect(cards.doc('one').set({ n: db.command.inc(1) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    expect((await cards.doc('one').update({ n: 1 })).updated).toBe(0);
    expect((await cards.count()).total).toBe(0);
  });

  test('an empty update is refused', async () => {
    await cards.add({ _id: 'one' });
    await expect(cards.doc('one').update({})).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  test('values keep their types through the database', async () => {
    const value = {
      date: new Date('1969-07-20T20:17:40.123Z'),
      distant: new Date('2500-01-01T00:00:00Z'),
      empty: '',
      nothing: null,
      nested: [{ list: [1, [2, 'three', null]] }],
      pattern: /a.b/i,
      chinese: '团卡会员',
      emoji: '🧋',
    };
    await cards.add({ _id: 'one', ...value });
    const [found] = (await cards.doc('one').get()).data;
    expect(found).toMatchObject({ ...value, pattern: expect.anything() as unknown });
    expect((await cards.where({ date: value.date }).count()).total).toBe(1);
  });

  test('undefined fields are left out, and $ names are refused', async () => {
    await cards.add({ _id: 'one', a: undefined, b: { c: undefined, d: 1 } });
    expect((await cards.doc('one').get()).data).toEqual([{ _id: 'one', b: { d: 1 } }]);
    await expect(cards.add({ $price: 1 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  test('a document beyond 16 MB is refused', async () => {
    await expect(cards.add({ text: 'x'.repeat(17 * 1024 * 1024) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });
});

describe('by condition', () => {
  beforeEach(() => cards.add([1, 2, 3, 4].map((n) => ({ _id: `c${n}`, n, status: 'unused' }))));

  test('update and remove hit every match, or one when asked', async () => {
    expect((await cards.where({ n: db.command.gt(1) }).update({ status: 'used' })).updated).toBe(3);
    expect(
      (await cards.where({ status: 'used' }).options({ multiple: false }).update({ status: 'kept' })).updated,
    ).toBe(1);
    expect((await cards.where({ status: 'used' }).options({ multiple: false }).remove()).deleted).toBe(1);
    expect((await cards.where({ status: 'used' }).remove()).deleted).toBe(1);
    expect((await cards.count()).total).toBe(2);
  });

  test('a conditional update has one winner', async () => {
    const attempts = Array.from({ length: 8 }, () =>
      cards.where({ _id: 'c1', status: 'unused' }).update({ status: 'used' }),
    );
    const updated = (await Promise.all(attempts)).map((result) => result.updated);
    expect(updated.filter((count) => count === 1)).toHaveLength(1);
  });

  test('concurrent increments are all counted', async () => {
    await Promise.all(Array.from({ length: 25 }, () => cards.doc('c1').update({ n: db.command.inc(1) })));
    expect((await cards.doc('c1').get()).data[0]?.n).toBe(26);
  });

  test('updateAndReturn gives the document as it became, or nothing', async () => {
    const found = await cards
      .where({ n: 2 })
      .updateAndReturn({ n: db.command.inc(10), extra: { deep: true } });
    expect(found).toMatchObject({ updated: 1, doc: { _id: 'c2', n: 12, extra: { deep: true } } });
    expect(await cards.where({ n: 99 }).updateAndReturn({ n: 1 })).toMatchObject({ updated: 0, doc: null });
  });

  test('the SDK drops a key whose value is undefined: the condition then matches everyone', async () => {
    const { data } = await cards.where({ openid: undefined, status: 'unused' }).get();
    expect(data).toHaveLength(4);
    expect(() => cards.where({ openid: undefined })).toThrow();
  });

  test('where({}) removes everything; without where() nothing may be changed', async () => {
    await expect(cards.remove()).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    await expect(cards.update({ n: 1 })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    expect((await cards.where({}).remove()).deleted).toBe(4);
    expect((await cards.count()).total).toBe(0);
  });

  test('count by condition', async () => {
    expect((await cards.where({ n: db.command.lte(2) }).count()).total).toBe(2);
  });
});

describe('collections', () => {
  test('an unknown collection answers that it does not exist, for every action', async () => {
    const unknown = db.collection('unknown');
    const refusal = { code: 'DATABASE_COLLECTION_NOT_EXIST' };
    await expect(unknown.get()).rejects.toMatchObject(refusal);
    await expect(unknown.add({ n: 1 })).rejects.toMatchObject(refusal);
    await expect(unknown.doc('x').get()).rejects.toMatchObject(refusal);
    await expect(unknown.doc('x').set({ n: 1 })).rejects.toMatchObject(refusal);
    await expect(unknown.where({ a: 1 }).update({ a: 2 })).rejects.toMatchObject(refusal);
    await expect(unknown.count()).rejects.toMatchObject(refusal);
    await expect(unknown.aggregate().limit(1).end()).rejects.toMatchObject(refusal);
  });

  test('createCollection makes it, once', async () => {
    await db.createCollection('made');
    await db.collection('made').add({ n: 1 });
    await expect(db.createCollection('made')).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_EXIST' });
  });

  test('the current environment of a function is the one named by TCB_ENV', async () => {
    const { id } = await sdkClient(tcb.SYMBOL_CURRENT_ENV).collection('cards').add({ n: 1 });
    const named = gateway.client(process.env.TCB_ENV ?? '').collection('cards');
    expect((await named.doc(id ?? '').get()).data).toHaveLength(1);
  });

  test('environments do not see each other', async () => {
    await cards.add({ _id: 'here' });
    expect((await gateway.client('documents-other').collection('cards').count()).total).toBe(0);
  });
});

test('server dates follow the movable clock', async () => {
  clock = Date.parse('2031-07-01T12:00:00Z');
  await cards.add({ _id: 'one', at: db.serverDate() });
  expect((await cards.doc('one').get()).data[0]?.at).toEqual(new Date(clock));
  await cards.doc('one').update({ at: db.serverDate({ offset: -1000 }) });
  expect((await cards.where({ at: db.command.lt(db.serverDate()) }).count()).total).toBe(1);
});

test('calls are counted by action and by collection', async () => {
  gateway.stats.reset();
  await cards.add({ _id: 'one' });
  await cards.doc('one').get();
  await cards.where({ _id: 'one' }).get();
  expect(gateway.stats.counts(ENV)).toEqual({
    total: 3,
    byAction: { 'database.insertDocument': 1, 'database.getDocument': 2 },
    byCollection: { 'cards database.insertDocument': 1, 'cards database.getDocument': 2 },
  });
});
