import type { SdkCollection, SdkDatabase } from '../sdk-client';
import { startPlaceForTest, testHere, type PlaceForTest } from '../start-place';

let place: PlaceForTest;
let db: SdkDatabase;
let orders: SdkCollection;

beforeAll(async () => {
  place = await startPlaceForTest({
    envs: ['aggregation'],
    schema: [
      { name: 'orders', indexes: [{ name: 'member', keys: [{ field: 'memberId', direction: 1 }] }] },
      { name: 'members', indexes: [] },
    ],
  });
  db = place.client('aggregation');
  orders = db.collection('orders');
  await db.collection('members').add([
    { _id: 'm1', name: '小王' },
    { _id: 'm2', name: '小李' },
  ]);
  await orders.add([
    {
      _id: 'o1',
      memberId: 'm1',
      fen: 100,
      tags: ['a', 'b'],
      at: new Date('2026-01-05T00:00:00Z'),
      info: { kind: 'x' },
    },
    {
      _id: 'o2',
      memberId: 'm1',
      fen: 300,
      tags: ['b'],
      at: new Date('2026-02-05T00:00:00Z'),
      info: { kind: 'y' },
    },
    {
      _id: 'o3',
      memberId: 'm2',
      fen: 200,
      tags: [],
      at: new Date('2026-02-06T00:00:00Z'),
      info: { kind: 'x' },
    },
    { _id: 'o4', memberId: 'm3', fen: 50, at: new Date('2026-03-01T00:00:00Z'), info: { kind: 'z' } },
  ]);
});
afterAll(() => place.stop());

const stages = (): { $: SdkDatabase['command']['aggregate']; _: SdkDatabase['command'] } => ({
  $: db.command.aggregate,
  _: db.command,
});

test('match, group and sort', async () => {
  const { $, _ } = stages();
  const { data } = await orders
    .aggregate()
    .match({ fen: _.gte(100) })
    .group({
      _id: '$memberId',
      total: $.sum('$fen'),
      count: $.sum(1),
      largest: $.max('$fen'),
      all: $.push('$_id'),
    })
    .sort({ total: -1 })
    .end();
  expect(data).toEqual([
    { _id: 'm1', total: 400, count: 2, largest: 300, all: ['o1', 'o2'] },
    { _id: 'm2', total: 200, count: 1, largest: 200, all: ['o3'] },
  ]);
});

testHere('a leading match reads only what its index yields', async () => {
  await orders.aggregate().match({ memberId: 'm1' }).limit(10).end();
  expect(place.gateway?.database.environment('aggregation').lastQuery).toEqual({
    documentsExamined: 2,
    indexUsed: 'member',
  });
});

test('match by date, and dates come back as dates', async () => {
  const { _ } = stages();
  const from = new Date('2026-02-06T00:00:00Z');
  const { data } = await orders
    .aggregate()
    .match({ at: _.gte(from) })
    .project({ at: 1 })
    .end();
  expect(data).toEqual([
    { _id: 'o3', at: from },
    { _id: 'o4', at: new Date('2026-03-01T00:00:00Z') },
  ]);
});

test('project and addFields compute', async () => {
  const { $ } = stages();
  const { data } = await orders
    .aggregate()
    .addFields({ yuan: $.divide(['$fen', 100]), month: $.dateToString({ date: '$at', format: '%Y-%m' }) })
    .project({ _id: 0, yuan: 1, month: 1, kind: '$info.kind', big: $.gt(['$fen', 150]) })
    .limit(2)
    .end();
  expect(data).toEqual([
    { yuan: 1, month: '2026-01', kind: 'x', big: false },
    { yuan: 3, month: '2026-02', kind: 'y', big: true },
  ]);
});

test('in expressions a missing field is not null', async () => {
  const { $ } = stages();
  const { data } = await orders
    .aggregate()
    .project({ missing: $.eq(['$tags', null]), filled: $.ifNull(['$tags', 'none']) })
    .skip(3)
    .end();
  expect(data).toEqual([{ _id: 'o4', missing: false, filled: 'none' }]);
});

test('unwind, plain and keeping the empty ones', async () => {
  const plain = await orders.aggregate().unwind('$tags').project({ tags: 1 }).end();
  expect(plain.data.map(({ tags }) => tags)).toEqual(['a', 'b', 'b']);
  const kept = await orders
    .aggregate()
    .unwind({ path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' })
    .count('n')
    .end();
  expect(kept.data).toEqual([{ n: 5 }]);
});

test('lookup by field and by pipeline', async () => {
  const { $, _ } = stages();
  const byField = await orders
    .aggregate()
    .sort({ _id: 1 })
    .lookup({
      from: place.nameOf('aggregation', 'members'),
      localField: 'memberId',
      foreignField: '_id',
      as: 'members',
    })
    .project({ names: '$members.name' })
    .end();
  expect(byField.data.map(({ names }) => names)).toEqual([['小王'], ['小王'], ['小李'], []]);

  const byPipeline = await db
    .collection('members')
    .aggregate()
    .lookup({
      from: place.nameOf('aggregation', 'orders'),
      let: { id: '$_id' },
      pipeline: $.pipeline()
        .match(_.expr($.and([$.eq(['$memberId', '$$id']), $.gte(['$fen', 200])])))
        .project({ _id: 1 })
        .done(),
      as: 'large',
    })
    .end();
  expect(byPipeline.data).toEqual([
    { _id: 'm1', name: '小王', large: [{ _id: 'o2' }] },
    { _id: 'm2', name: '小李', large: [{ _id: 'o3' }] },
  ]);
});

test('replaceRoot, sortByCount, skip, limit and count', async () => {
  const { $ } = stages();
  const roots = await orders
    .aggregate()
    .replaceRoot({ newRoot: $.mergeObjects(['$info', { fen: '$fen' }]) })
    .skip(1)
    .limit(1)
    .end();
  expect(roots.data).toEqual([{ kind: 'y', fen: 300 }]);
  const counted = await orders.aggregate().sortByCount('$info.kind').limit(1).end();
  expect(counted.data).toEqual([{ _id: 'x', count: 2 }]);
  expect((await orders.aggregate().count('orders').end()).data).toEqual([{ orders: 4 }]);
});

test('bucket and bucketAuto', async () => {
  const { $ } = stages();
  const bucket = await orders
    .aggregate()
    .bucket({ groupBy: '$fen', boundaries: [0, 100, 250], default: 'more', output: { count: $.sum(1) } })
    .end();
  expect(bucket.data).toEqual([
    { _id: 0, count: 1 },
    { _id: 100, count: 2 },
    { _id: 'more', count: 1 },
  ]);
  await expect(
    orders
      .aggregate()
      .bucket({ groupBy: '$fen', boundaries: [0, 100] })
      .end(),
  ).rejects.toThrow('switch');
  const auto = await orders.aggregate().bucketAuto({ groupBy: '$fen', buckets: 2 }).end();
  expect(auto.data.map(({ count }) => count)).toEqual([2, 2]);
});

test('sample gives different documents, as many as there are', async () => {
  const { data } = await orders.aggregate().sample({ size: 3 }).end();
  expect(new Set(data.map(({ _id }) => _id)).size).toBe(3);
  expect((await orders.aggregate().sample({ size: 9 }).end()).data).toHaveLength(4);
});

test('raw pipelines', async () => {
  const pipeline = [{ $match: { fen: { $gt: 100 } } }, { $sort: { fen: -1 } }, { $limit: 1 }];
  const { data } = await orders.options({ raw: true }).aggregate(pipeline).end();
  expect(data).toMatchObject([{ _id: 'o2' }]);
});

test('writing stages and unknown stages are refused by name', async () => {
  await expect(
    orders
      .options({ raw: true })
      .aggregate([{ $out: 'x' }])
      .end(),
  ).rejects.toThrow('$out');
  await expect(
    orders
      .options({ raw: true })
      .aggregate([{ $nothing: {} }])
      .end(),
  ).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
