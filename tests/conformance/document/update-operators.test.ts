import type { Fields, SdkCollection, SdkDatabase } from '../sdk-client';
import { startPlaceForTest, type PlaceForTest } from '../start-place';

let place: PlaceForTest;
let db: SdkDatabase;
let things: SdkCollection;

beforeAll(async () => {
  place = await startPlaceForTest({ envs: ['update-operators'], schema: [{ name: 'things', indexes: [] }] });
  db = place.client('update-operators');
  things = db.collection('things');
});
afterAll(() => place.stop());
beforeEach(() => place.empty());

/** Stores `before`, applies the update to it, and reads back what it became. */
async function updated(before: Fields, data: object): Promise<Fields> {
  await things.doc('one').set(before);
  await things.doc('one').update(data);
  const { data: found } = await things.doc('one').get();
  const { _id, ...rest } = found[0] ?? {};
  expect(_id).toBe('one');
  return rest;
}

const refusal = async (before: Fields, data: object): Promise<unknown> =>
  updated(before, data).then(
    () => 'accepted',
    (error: unknown) => error,
  );

describe('fields', () => {
  test('a nested object merges field by field; set replaces it whole', async () => {
    const before = { address: { city: '杭州', street: '文一路' } };
    expect(await updated(before, { address: { street: '文二路' } })).toEqual({
      address: { city: '杭州', street: '文二路' },
    });
    expect(await updated(before, { address: db.command.set({ street: '文二路' }) })).toEqual({
      address: { street: '文二路' },
    });
    expect(await updated(before, { 'address.door': 7 })).toEqual({
      address: { city: '杭州', street: '文一路', door: 7 },
    });
  });

  test('a path through null or a scalar is refused, as MongoDB refuses it', async () => {
    expect(await refusal({ address: null }, { address: { city: '杭州' } })).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining("Cannot create field 'city' in element {address: null}") as string,
    });
    expect(await refusal({ address: 'text' }, { 'address.city': '杭州' })).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });

  test('set keeps dates, nulls, arrays and patterns; an array is replaced, not merged', async () => {
    const at = new Date('2026-02-03T04:05:06.789Z');
    expect(
      await updated({ list: [1, 2, 3] }, { at, none: null, list: [9], nested: { deep: { at } } }),
    ).toEqual({
      at,
      none: null,
      list: [9],
      nested: { deep: { at } },
    });
  });

  test('an array element is set by its position and missing positions become null', async () => {
    expect(await updated({ list: [1, 2] }, { 'list.1': 9, 'list.3': 4 })).toEqual({ list: [1, 9, null, 4] });
  });

  test('remove drops the field; removing what is missing changes nothing', async () => {
    const { remove } = db.command;
    expect(
      await updated({ a: 1, b: { c: 2, d: 3 } }, { a: remove(), b: { c: remove() }, z: remove() }),
    ).toEqual({ b: { d: 3 } });
  });

  test('rename moves a value to another path', async () => {
    expect(await updated({ a: 1, b: { c: 2 } }, { a: db.command.rename('b.a') })).toEqual({
      b: { c: 2, a: 1 },
    });
    expect(await updated({ b: 1 }, { a: db.command.rename('c') })).toEqual({ b: 1 });
  });
});

describe('numbers', () => {
  test.each([
    ['inc adds', { n: 5 }, (_: SdkDatabase['command']) => _.inc(3), 8],
    ['inc starts at zero', {}, (_: SdkDatabase['command']) => _.inc(-3), -3],
    ['mul multiplies', { n: 5 }, (_: SdkDatabase['command']) => _.mul(3), 15],
    ['mul of a missing field is zero', {}, (_: SdkDatabase['command']) => _.mul(3), 0],
    ['min keeps the smaller', { n: 5 }, (_: SdkDatabase['command']) => _.min(3), 3],
    ['min keeps what is smaller already', { n: 2 }, (_: SdkDatabase['command']) => _.min(3), 2],
    ['max keeps the larger', { n: 5 }, (_: SdkDatabase['command']) => _.max(8), 8],
    ['max sets a missing field', {}, (_: SdkDatabase['command']) => _.max(8), 8],
    ['bit and', { n: 13 }, (_: SdkDatabase['command']) => _.bit({ and: 10 }), 8],
    ['bit or', { n: 1 }, (_: SdkDatabase['command']) => _.bit({ or: 6 }), 7],
    ['bit xor', { n: 5 }, (_: SdkDatabase['command']) => _.bit({ xor: 1 }), 4],
  ])('%s', async (_title, before, operator, n) => {
    expect(await updated(before, { n: operator(db.command) })).toEqual({ n });
  });

  test('min and max compare across types as MongoDB orders them, and dates as dates', async () => {
    const early = new Date(1000);
    const late = new Date(2000);
    expect(await updated({ at: early }, { at: db.command.max(late) })).toEqual({ at: late });
    expect(await updated({ n: 'text' }, { n: db.command.max(5) })).toEqual({ n: 'text' });
  });

  test('inc and mul refuse text and null', async () => {
    for (const n of ['5', null]) {
      expect(await refusal({ n }, { n: db.command.inc(1) })).toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('Cannot apply $inc to a value of non-numeric type') as string,
      });
      expect(await refusal({ n }, { n: db.command.mul(2) })).toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      });
    }
  });

  test('large integers, fractions and moments in milliseconds survive', async () => {
    const n = { big: 9007199254740991, fraction: 0.1, epoch: 1790000000000 };
    expect(await updated({}, n)).toEqual(n);
  });
});

describe('arrays', () => {
  test.each([
    ['push appends one', [1], (_: SdkDatabase['command']) => _.push(2), [1, 2]],
    ['push appends many', [1], (_: SdkDatabase['command']) => _.push([2, 3]), [1, 2, 3]],
    ['push makes the array', undefined, (_: SdkDatabase['command']) => _.push(2), [2]],
    [
      'push at a position',
      [1, 4],
      (_: SdkDatabase['command']) => _.push({ each: [2, 3], position: 1 }),
      [1, 2, 3, 4],
    ],
    ['push and sort down', [3, 1], (_: SdkDatabase['command']) => _.push({ each: [2], sort: -1 }), [3, 2, 1]],
    [
      'push and keep the last',
      [1, 2],
      (_: SdkDatabase['command']) => _.push({ each: [3], slice: -2 }),
      [2, 3],
    ],
    [
      'push, sort and keep the first',
      [5],
      (_: SdkDatabase['command']) => _.push({ each: [1, 3], sort: 1, slice: 2 }),
      [1, 3],
    ],
    [
      'slice holds on a new array too',
      undefined,
      (_: SdkDatabase['command']) => _.push({ each: [1, 2], slice: 1 }),
      [1],
    ],
    ['unshift puts first', [3], (_: SdkDatabase['command']) => _.unshift([1, 2]), [1, 2, 3]],
    ['pop takes the last', [1, 2, 3], (_: SdkDatabase['command']) => _.pop(), [1, 2]],
    ['shift takes the first', [1, 2, 3], (_: SdkDatabase['command']) => _.shift(), [2, 3]],
    ['pull by value', [1, 2, 1], (_: SdkDatabase['command']) => _.pull(1), [2]],
    ['pull by condition', [1, 5, 9], (_: SdkDatabase['command']) => _.pull(_.gte(5)), [1]],
    ['pullAll', [1, 2, 3, 2], (_: SdkDatabase['command']) => _.pullAll([2, 3]), [1]],
    ['addToSet adds what is new', ['a'], (_: SdkDatabase['command']) => _.addToSet('b'), ['a', 'b']],
    ['addToSet leaves what is there', ['a', 'a'], (_: SdkDatabase['command']) => _.addToSet('a'), ['a', 'a']],
    [
      'addToSet of several',
      ['a'],
      (_: SdkDatabase['command']) => _.addToSet({ $each: ['a', 'b', 'c'] }),
      ['a', 'b', 'c'],
    ],
    [
      'addToSet takes an array as one element',
      ['a'],
      (_: SdkDatabase['command']) => _.addToSet(['b']),
      ['a', ['b']],
    ],
  ])('%s', async (_title, before, operator, list) => {
    expect(await updated(before ? { list: before } : {}, { list: operator(db.command) })).toEqual({ list });
  });

  test('documents in arrays: sorted by a field, pulled by their fields', async () => {
    const a = { sku: 'a', fen: 300 };
    const b = { sku: 'b', fen: 100 };
    const c = { sku: 'c', fen: 200 };
    const { push, pull, gt } = db.command;
    expect(await updated({ list: [a] }, { list: push({ each: [b, c], sort: { fen: 1 } }) })).toEqual({
      list: [b, c, a],
    });
    expect(await updated({ list: [a, b, c] }, { list: pull({ fen: gt(150) }) })).toEqual({ list: [b] });
    expect(await updated({ list: [a, b] }, { list: pull({ sku: 'a' }) })).toEqual({ list: [b] });
  });

  test('array operators refuse a field that is no array, and leave a missing one alone', async () => {
    const { push, pop, pull, addToSet } = db.command;
    for (const operator of [push(1), pop(), pull(1), addToSet(1)]) {
      expect(await refusal({ list: 'text' }, { list: operator })).toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      });
    }
    expect(await updated({ a: 1 }, { list: pop(), other: pull(1) })).toEqual({ a: 1 });
  });

  test('the matched element is changed by its position in the query', async () => {
    await things.add({
      _id: 'cart',
      lines: [
        { sku: 'a', count: 1 },
        { sku: 'b', count: 1 },
      ],
    });
    await things.where({ _id: 'cart', 'lines.sku': 'b' }).update({ 'lines.$.count': db.command.inc(4) });
    const { data } = await things.doc('cart').get();
    expect(data[0]?.lines).toEqual([
      { sku: 'a', count: 1 },
      { sku: 'b', count: 5 },
    ]);
  });
});

describe('what an update answers and refuses', () => {
  test('updated counts what changed: the same value again is no change', async () => {
    await things.add({ _id: 'one', n: 1 });
    expect((await things.doc('one').update({ n: 2 })).updated).toBe(1);
    expect((await things.doc('one').update({ n: 2 })).updated).toBe(0);
    expect((await things.doc('none').update({ n: 2 })).updated).toBe(0);
  });

  test('two operators on one path conflict', async () => {
    const raw = things.where({ _id: 'one' }).options({ raw: true });
    await things.add({ _id: 'one', n: 1 });
    await expect(raw.update({ $set: { n: 1 }, $inc: { n: 1 } })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });

  test('the id cannot be changed', async () => {
    await things.add({ _id: 'one' });
    await expect(things.doc('one').update({ _id: 'two' })).rejects.toThrow('_id');
    await expect(
      things
        .where({ _id: 'one' })
        .options({ raw: true })
        .update({ $set: { _id: 'two' } }),
    ).rejects.toThrow('_id');
  });

  test('serverDate is the time of the database, with its offset', async () => {
    const before = Date.now();
    const { at, later } = await updated(
      {},
      { at: db.serverDate(), later: db.serverDate({ offset: 3_600_000 }) },
    );
    expect((at as Date).getTime()).toBeGreaterThanOrEqual(before);
    expect((later as Date).getTime() - (at as Date).getTime()).toBeGreaterThanOrEqual(3_600_000);
  });
});
