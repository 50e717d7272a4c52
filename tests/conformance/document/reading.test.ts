import type { Fields, SdkCollection, SdkDatabase } from '../sdk-client';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

const ENV = 'reading';
let gateway: GatewayForTest;
let db: SdkDatabase;
let items: SdkCollection;

beforeAll(async () => {
  gateway = await startGatewayForTest({
    schema: [
      { name: 'items', indexes: [] },
      { name: 'many', indexes: [{ name: 'n', keys: [{ field: 'n', direction: 1 }] }] },
    ],
  });
  db = gateway.client(ENV);
  items = db.collection('items');
});
afterAll(() => gateway.stop());

const column = (data: Fields[], field = '_id'): unknown[] => data.map((document) => document[field]);

describe('projection', () => {
  beforeAll(() =>
    items.add({
      _id: 'p',
      name: '券',
      price: { fen: 100, unit: 'fen' },
      tags: ['a', 'b', 'c'],
      lines: [
        { sku: 1, n: 1 },
        { sku: 2, n: 2 },
      ],
    }),
  );
  afterAll(() => items.where({}).remove());

  test.each<[string, object, object]>([
    ['chosen fields and the id', { name: true }, { _id: 'p', name: '券' }],
    ['without the id', { name: true, _id: false }, { name: '券' }],
    ['a nested field', { 'price.fen': 1 }, { _id: 'p', price: { fen: 100 } }],
    ['a field of array elements', { 'lines.sku': true }, { _id: 'p', lines: [{ sku: 1 }, { sku: 2 }] }],
    ['a field that is missing', { nothing: true }, { _id: 'p' }],
  ])('%s', async (_title, projection, expected) => {
    expect((await items.where({ _id: 'p' }).field(projection).get()).data).toEqual([expected]);
    expect((await items.doc('p').field(projection).get()).data).toEqual([expected]);
  });

  test('everything but some', async () => {
    const [found] = (await items.doc('p').field({ price: false, lines: false, tags: 0 }).get()).data;
    expect(found).toEqual({ _id: 'p', name: '券' });
  });

  test('slices and matching elements', async () => {
    const { slice, elemMatch } = db.command.project;
    const [sliced] = (
      await items
        .where({ _id: 'p' })
        .field({ name: true, tags: slice(2) })
        .get()
    ).data;
    expect(sliced?.tags).toEqual(['a', 'b']);
    const [matched] = (
      await items
        .where({ _id: 'p' })
        .field({ lines: elemMatch({ sku: 2 }) })
        .get()
    ).data;
    expect(matched?.lines).toEqual([{ sku: 2, n: 2 }]);
  });

  test('including and excluding at once is refused', async () => {
    await expect(items.where({ _id: 'p' }).field({ name: true, tags: false }).get()).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });
});

describe('order', () => {
  const at = new Date(5);
  beforeAll(() =>
    items.add([
      { _id: 'text', v: 'b' },
      { _id: 'date', v: at },
      { _id: 'number', v: 10 },
      { _id: 'missing' },
      { _id: 'object', v: { a: 1 } },
      { _id: 'true', v: true },
      { _id: 'small', v: -2.5 },
      { _id: 'array', v: [3, 99] },
    ]),
  );
  afterAll(() => items.where({}).remove());

  test('without an order documents come as they were inserted', async () => {
    expect(column((await items.get()).data)).toEqual([
      'text',
      'date',
      'number',
      'missing',
      'object',
      'true',
      'small',
      'array',
    ]);
  });

  test('values of different types come in the order of MongoDB; an array by its least or greatest element', async () => {
    expect(column((await items.orderBy('v', 'asc').get()).data)).toEqual([
      'missing',
      'small',
      'array',
      'number',
      'text',
      'object',
      'true',
      'date',
    ]);
    expect(column((await items.orderBy('v', 'desc').get()).data)).toEqual([
      'date',
      'true',
      'object',
      'text',
      'array',
      'number',
      'small',
      'missing',
    ]);
  });

  test('several fields in the order they were named', async () => {
    const people = gateway.client('reading-people').collection('items');
    await people.add([
      { a: 1, b: 1 },
      { a: 2, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ]);
    const { data } = await people.orderBy('b', 'desc').orderBy('a', 'asc').get();
    expect(data.map(({ a, b }) => [a, b])).toEqual([
      [1, 2],
      [2, 2],
      [1, 1],
      [2, 1],
    ]);
  });
});

describe('pages', () => {
  beforeAll(() => {
    gateway.database.environment(ENV).load(
      'many',
      Array.from({ length: 1500 }, (_, n) => ({ _id: `m${n}`, n })),
    );
  });

  test('100 documents unless told otherwise, 1000 at most', async () => {
    const many = db.collection('many');
    expect((await many.get()).data).toHaveLength(100);
    expect((await many.where({ n: db.command.gte(0) }).get()).data).toHaveLength(100);
    expect((await many.limit(1000).get()).data).toHaveLength(1000);
    expect((await many.limit(5000).get()).data).toHaveLength(1000);
    expect((await many.limit(3).get()).data).toHaveLength(3);
  });

  test('the gateway caps a request that did not come through the SDK as well', async () => {
    const body = {
      action: 'database.getDocument',
      envName: ENV,
      collectionName: 'many',
      queryType: 'WHERE',
      limit: 5000,
    };
    const answer = await fetch(`http://127.0.0.1:${gateway.port}/admin`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const parsed = (await answer.json()) as { data: { list: string[] } };
    expect(parsed.data.list).toHaveLength(1000);
  });

  test('skip and limit walk the whole in order, by index and without', async () => {
    const many = db.collection('many');
    const page = async (skip: number): Promise<unknown[]> =>
      column((await many.orderBy('n', 'desc').skip(skip).limit(700).get()).data, 'n');
    const all = [...(await page(0)), ...(await page(700)), ...(await page(1400)), ...(await page(2100))];
    expect(all).toEqual(Array.from({ length: 1500 }, (_, n) => 1499 - n));
    expect(column((await many.orderBy('_id', 'asc').skip(1498).get()).data)).toEqual(['m998', 'm999']);
  });
});
