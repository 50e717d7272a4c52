/** Filters, orders and projections by MongoDB's manual, through the SDK. */
import { manualPlace, REFUSED, titled, unlessRefused } from './manual-place';

const place = manualPlace('manual-finds');

type Find = [documents: object[], filter: object, ids: unknown];
const finds: Find[] = [
  [[{ a: [1, 2] }, { a: [2] }, {}], { a: { $ne: 1 } }, [2, 3]],
  [[{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] }, {}], { 'a.b': { $ne: 1 } }, [2, 3]],
  [[{ a: 1 }, {}, { a: null }], { a: { $nin: [null] } }, [1]],
  [[{ a: [1, 2] }, { a: [1] }, {}], { a: { $not: { $size: 2 } } }, [2, 3]],
  [[{ a: [1] }, { a: [] }, { a: {} }, { a: { 0: 1 } }], { 'a.0': { $exists: true } }, [1, 4]],
  [[{ a: 0 }, { a: -0 }], { a: 0 }, [1, 2]],
  [[{ a: Infinity }, { a: -Infinity }, { a: 5 }], { a: { $gt: 5 } }, [1]],
  [[{ a: [1] }, { a: 1 }], { $expr: { $eq: ['$a', 1] } }, [2]],
  [[{ a: 1 }, { b: 1 }], { $expr: { $lt: ['$a', 5] } }, [1, 2]],
  [[{ b: 1 }], { $expr: { $in: ['x', '$tags'] } }, REFUSED],
  [[{ a: { b: 1, c: 2 } }, { a: { b: 1 } }], { a: { b: 1 } }, [2]],
  [[{ a: [[1, 2], [3]] }], { a: { $elemMatch: { $size: 1 } } }, [1]],
  [[{ a: [1, 5] }, { a: [3] }], { a: { $elemMatch: { $nin: [1, 5] } } }, [2]],
  [[{ a: [{ x: 1 }, { x: 5 }] }], { a: { $elemMatch: { x: { $gt: 1, $lt: 5 } } } }, []],
  [[{ a: [{ x: 1 }, { x: 5 }] }], { 'a.x': { $gt: 1, $lt: 5 } }, [1]],
  [[{ a: 'x' }, { a: null }, {}], { a: { $not: { $eq: null } } }, [1]],
  [[{ a: 'x' }, {}], { a: { $not: { $in: ['x'] } } }, [2]],
  [[{ a: null }, { a: [] }, {}], { a: { $type: 10 } }, [1]],
  [[{ a: 1 }], { a: { $type: 'minKey' } }, []],
  [[{ a: 5 }, { a: '5' }], { a: { $in: [/5/] } }, [2]],
  [[{ a: ['x', 'y'] }], { a: { $all: ['x', /^y/] } }, [1]],
  [
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ],
    { $and: [{ $or: [{ b: 2 }, { b: 3 }] }, { a: 1 }] },
    [2],
  ],
  [[{ a: 1 }], { $and: [{}] }, [1]],
  [[{ a: 1 }], { $or: [{}] }, [1]],
  [[{ a: 1 }], { $nor: [{}] }, []],
  [[{ a: 1 }], { $not: { a: 1 } }, REFUSED],
  [[{ a: 1 }], { a: { $eq: 1, $ne: 2 } }, [1]],
  [[{ a: [1, 2, 3] }], { a: { $gt: 2, $lt: 2 } }, [1]],
  [[{ a: [1, 2, 3] }], { a: { $size: 3.0 } }, [1]],
  [[{ a: true }, { a: 1 }], { a: { $in: [true] } }, [1]],
  [[{ a: { b: [1, 2] } }], { 'a.b.1': 2 }, [1]],
  [[{ a: [{ b: [{ c: 1 }, { c: 2 }] }] }], { 'a.0.b.1.c': 2 }, [1]],
  [[{ a: 4294967296 + 5 }], { a: { $bitsAllSet: [0, 2, 32] } }, [1]],
  [[{ a: -1 }], { a: { $bitsAllSet: [0, 63] } }, [1]],
  [[{ a: 9 }], { a: { $mod: [4, 1] } }, [1]],
  [[{ a: -9 }], { a: { $mod: [4, 1] } }, []],
  [[{ a: new Date(5) }], { a: { $lte: 5 } }, []],
  [[{ a: 'b' }, { a: ['a', 'c'] }], { a: { $lt: 'b' } }, [2]],
  [[{ a: [] }, { a: [[]] }, { a: 1 }], { a: { $in: [[]] } }, [1, 2]],
  [[{ a: {} }, { a: { b: undefined } }], { a: {} }, [1, 2]],
  [[{ a: 1 }], { a: { $exists: null } }, []],
  [[{ a: 1 }, {}], { a: { $exists: 'no' } }, [1]],
  [[{ a: 1 }], { '': 1 }, []],
  [[{ a: [null] }, { a: [] }, {}], { 'a.0': null }, [1, 3]],
  [[{ a: [{ b: null }] }, { a: [{}] }, { a: [1] }, { a: [] }], { 'a.b': { $type: 'null' } }, [1]],
  [
    [{ a: [{ b: null }] }, { a: [{}] }, { a: [1] }, { a: [] }, { a: [{ b: 1 }] }],
    { 'a.b': { $ne: null } },
    [3, 4, 5],
  ],
  [[{ a: [{ b: [] }] }], { 'a.b': { $size: 0 } }, [1]],
  [[{ a: 'A' }], { a: { $regex: 'a', $options: '' } }, []],
  [[{ a: 'A' }], { a: { $options: 'i', $regex: 'a' } }, [1]],
  [[{ a: 'a' }, { a: 'b' }], { a: { $regex: 'a', $ne: 'a' } }, []],
  [[{ a: 'x1' }], { a: { $not: { $regex: '^x' } } }, []],
  [[{ a: 'x\ny' }], { a: /^y$/m }, [1]],
  [[{ a: 1 }], { a: { $elemMatch: { $eq: 1 } } }, []],
  [[{ a: [1, [2, 3]] }], { a: { $elemMatch: { $elemMatch: { $eq: 3 } } } }, [1]],
  [[{ a: [1, [2, 3]] }], { 'a.1.0': 2 }, [1]],
  [[{ a: [1, 2] }], { a: { $all: [1, [1, 2]] } }, [1]],
  [[{ a: '团卡' }], { a: /^.{2}$/ }, [1]],
  [[{ a: '' }, { a: null }], { a: '' }, [1]],
  [[{ a: 1 }], { $expr: false }, []],
  [[{ a: 1 }], { $expr: '$a' }, [1]],
  [[{ a: 1 }], { $expr: { $gt: ['$a'] } }, REFUSED],
  [[{ a: { $b: 1 } }], {}, REFUSED],
  [[{ a: 1 }], { a: { $in: [1, { $regex: 'x' }] } }, REFUSED],
  [[{ a: 1 }], { a: { $gt: undefined } }, []],
  [[{ a: 1 }], { a: { $type: [] } }, REFUSED],
  [[{ a: 1 }], { a: { $elemMatch: { b: { $bad: 1 } } } }, REFUSED],
  [[{ a: 1 }], { a: { $not: { $bad: 1 } } }, REFUSED],
  [[{ a: 1 }], { $comment: 1 }, [1]],
  [[{ a: 1 }], { $or: [{ a: 1 }, 5] }, REFUSED],
  [[{ a: 1 }], { a: { $bitsAllSet: 1.5 } }, REFUSED],
];

describe('filters', () => {
  test.each(titled(finds, 1))('%s', async (_title, [documents, filter, ids]) => {
    const find = async (): Promise<unknown> => {
      await place.fill(place.left, documents);
      return place.idsOf(place.left.options({ raw: true }).where(filter).get());
    };
    expect(await unlessRefused(find())).toEqual(ids);
  });
});

type Sort = [documents: object[], filter: object, order: [string, 'asc' | 'desc'][], ids: unknown];
const sorts: Sort[] = [
  [[{ a: null }, { a: [] }, {}, { a: 0 }], {}, [['a', 'asc']], [2, 1, 3, 4]],
  [[{ a: null }, { a: [] }, {}, { a: 0 }], {}, [['a', 'desc']], [4, 1, 3, 2]],
  [[{ a: [5, 1] }, { a: 2 }, { a: [3] }], {}, [['a', 'asc']], [1, 2, 3]],
  [[{ a: [5, 1] }, { a: 2 }, { a: [3] }], {}, [['a', 'desc']], [1, 3, 2]],
  [[{ a: [{ b: 9 }, { b: 0 }] }, { a: { b: 5 } }, { a: [{}] }], {}, [['a.b', 'asc']], [3, 1, 2]],
  [[{ a: [{ b: 9 }, { b: 0 }] }, { a: { b: 5 } }, { a: [{}] }], {}, [['a.b', 'desc']], [1, 2, 3]],
  [[{ a: 'é' }, { a: 'z' }, { a: 'A' }], {}, [['a', 'asc']], [3, 2, 1]],
  [
    [{ a: true }, { a: false }, { a: 'x' }, { a: { q: 1 } }, { a: new Date(0) }, { a: 5 }],
    {},
    [['a', 'asc']],
    [6, 3, 4, 2, 1, 5],
  ],
  [[{ a: { x: 2 } }, { a: { x: 1, y: 1 } }, { a: {} }], {}, [['a', 'asc']], [3, 2, 1]],
  [[{ a: [1, 9] }, { a: [1, 3] }], { a: 1 }, [['a', 'desc']], [1, 2]],
  [[{ a: [[2], 1] }, { a: [[1]] }], {}, [['a', 'asc']], [1, 2]],
  [
    [
      { a: 1, b: [3, 1] },
      { a: 1, b: 2 },
      { a: 0, b: 9 },
    ],
    {},
    [
      ['a', 'desc'],
      ['b', 'asc'],
    ],
    [1, 2, 3],
  ],
  [[{ a: NaN }, { a: -5 }, { a: null }], {}, [['a', 'asc']], [3, 1, 2]],
];

describe('orders', () => {
  test.each(titled(sorts, 2))('%s', async (_title, [documents, filter, order, ids]) => {
    await place.fill(place.left, documents);
    let query = place.left.where({ _id: place.db.command.exists(true), ...filter });
    for (const [field, direction] of order) query = query.orderBy(field, direction);
    expect(await place.idsOf(query.get())).toEqual(ids);
    const sort = Object.fromEntries(order.map(([field, direction]) => [field, direction === 'asc' ? 1 : -1]));
    const pipeline = [{ $match: filter }, { $addFields: { beside: 1 } }, { $sort: sort }];
    const sorted = place.left.options({ raw: true }).aggregate(pipeline).end();
    expect(await place.idsOf(sorted)).toEqual(ids);
  });
});

type Projection = [document: object, spec: object, chosen: unknown];
const projections: Projection[] = [
  [
    { a: { b: 1, c: 2 }, d: 1 },
    { 'a.b': 1, 'a.c': 1 },
    { _id: 'p', a: { b: 1, c: 2 } },
  ],
  [{ a: { b: 1 }, d: 1 }, { a: 0, _id: 0 }, { d: 1 }],
  [
    { a: 1, b: 1 },
    { a: 1, _id: 1 },
    { _id: 'p', a: 1 },
  ],
  [{ a: [1, 2, 3] }, { a: { $slice: 0 } }, { _id: 'p', a: [] }],
  [
    { a: [1, 2, 3], b: 1 },
    { a: { $slice: [5, 2] }, b: 1 },
    { _id: 'p', a: [], b: 1 },
  ],
  [
    { a: [{ s: [1, 2] }, { s: [3, 4] }] },
    { 'a.s': { $slice: 1 } },
    { _id: 'p', a: [{ s: [1] }, { s: [3] }] },
  ],
  [{ a: 1 }, { '': 1 }, REFUSED],
  [{ a: 1 }, { 'a.': 1 }, REFUSED],
  [{ a: 1 }, { $a: 1 }, REFUSED],
  [{ a: [{ x: 1, y: 1 }] }, { a: { $elemMatch: { x: 1 } }, 'a.y': 1 }, REFUSED],
];

describe('projections', () => {
  test.each(titled(projections, 1))('%s', async (_title, [document, spec, chosen]) => {
    await place.left.add({ _id: 'p', ...document });
    const project = async (): Promise<unknown> =>
      (await place.left.where({ _id: 'p' }).field(spec).get()).data[0];
    expect(await unlessRefused(project())).toEqual(chosen);
  });
});
