/** Stages by MongoDB's manual, through the SDK. */
import { manualPlace, REFUSED, titled, unlessRefused } from './manual-place';

const place = manualPlace('manual-pipelines');

type Pipeline = [documents: object[], pipeline: object[], results: unknown, others?: object[]];
const pipelines: Pipeline[] = [
  [
    [{ a: 1 }, { b: 1 }, { a: null }],
    [{ $group: { _id: { a: '$a', b: '$b' }, n: { $sum: 1 } } }, { $sort: { n: 1, _id: 1 } }],
    [
      { _id: { a: null }, n: 1 },
      { _id: { a: 1 }, n: 1 },
      { _id: { b: 1 }, n: 1 },
    ],
  ],
  [
    [{ a: 1 }, {}],
    [{ $group: { _id: null, f: { $first: '$a' }, l: { $last: '$a' } } }],
    [{ _id: null, f: 1, l: null }],
  ],
  [
    [{ a: 'x' }, {}],
    [{ $group: { _id: null, v: { $avg: '$a' }, s: { $sum: '$a' } } }],
    [{ _id: null, v: null, s: 0 }],
  ],
  [
    [{ a: [1, 2] }],
    [{ $group: { _id: null, s: { $sum: '$a' }, v: { $avg: '$a' }, m: { $max: '$a' } } }],
    [{ _id: null, s: 0, v: null, m: [1, 2] }],
  ],
  [
    [{ a: [] }, { a: null }, {}, { a: 5 }, { a: [7] }],
    [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
    [
      { _id: 1, i: null },
      { _id: 2, a: null, i: null },
      { _id: 3, i: null },
      { _id: 4, a: 5, i: null },
      { _id: 5, a: 7, i: 0 },
    ],
  ],
  [
    [{ a: [] }, { a: null }, {}, { a: 5 }, { a: [7] }],
    [{ $unwind: '$a' }],
    [
      { _id: 4, a: 5 },
      { _id: 5, a: 7 },
    ],
  ],
  [
    [{ o: { a: [1, 2] } }],
    [{ $unwind: '$o.a' }],
    [
      { _id: 1, o: { a: 1 } },
      { _id: 1, o: { a: 2 } },
    ],
  ],
  [
    [{ k: ['x', 'y'] }],
    [
      { $lookup: { from: 'right', localField: 'k', foreignField: 'r', as: 'f' } },
      { $project: { f: '$f._id' } },
    ],
    [{ _id: 1, f: [1, 2] }],
    [{ r: 'x' }, { r: ['y', 'q'] }, { r: 'z' }],
  ],
  [
    [{ k: 2 }],
    [
      {
        $lookup: {
          from: 'right',
          let: { k: '$k' },
          pipeline: [{ $match: { $expr: { $gte: ['$r', '$$k'] } } }, { $project: { _id: 0, r: 1 } }],
          as: 'f',
        },
      },
    ],
    [{ _id: 1, k: 2, f: [{ r: 2 }, { r: 3 }] }],
    [{ r: 1 }, { r: 2 }, { r: 3 }],
  ],
  [[{ a: 1, b: 2 }], [{ $project: { a: 5 } }], [{ _id: 1, a: 1 }]],
  [[{ a: 1, b: 2 }], [{ $project: { a: '$$REMOVE', b: 1 } }], [{ _id: 1, b: 2 }]],
  [
    [{ a: [1, 2, 3] }],
    [{ $project: { n: { $size: '$a' }, x: { $slice: ['$a', 1] } } }],
    [{ _id: 1, n: 3, x: [1] }],
  ],
  [[{ a: 5 }], [{ $replaceRoot: { newRoot: '$a' } }], REFUSED],
  [
    [{ a: 5 }],
    [{ $replaceRoot: { newRoot: { $mergeObjects: ['$$ROOT', { b: 1 }] } } }],
    [{ _id: 1, a: 5, b: 1 }],
  ],
  [[{ a: { c: 1 } }], [{ $replaceWith: '$a' }], [{ c: 1 }]],
  [[{ a: 1 }], [{ $set: { b: { $add: ['$a', 1] } } }, { $unset: ['a'] }], [{ _id: 1, b: 2 }]],
  [[{ a: 1 }], [{ $unionWith: 'right' }, { $project: { _id: 0 } }], [{ a: 1 }, { z: 1 }], [{ z: 1 }]],
  [
    [{ a: 1 }],
    [{ $unionWith: { coll: 'right', pipeline: [{ $match: { z: 2 } }] } }, { $project: { _id: 0 } }],
    [{ a: 1 }],
    [{ z: 1 }],
  ],
  [
    [
      { p: null, n: 'a' },
      { p: 'a', n: 'b' },
      { p: 'b', n: 'c' },
    ],
    [
      { $match: { n: 'a' } },
      {
        $graphLookup: { from: 'left', startWith: '$n', connectFromField: 'n', connectToField: 'p', as: 'd' },
      },
      { $project: { k: { $size: '$d' } } },
    ],
    [{ _id: 1, k: 2 }],
  ],
  [
    [{ a: 1 }, { a: 2 }],
    [{ $redact: { $cond: [{ $gt: ['$a', 1] }, '$$KEEP', '$$PRUNE'] } }],
    [{ _id: 2, a: 2 }],
  ],
  [[{ a: 1 }], [{ $project: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }], REFUSED],
  [[{ a: 1 }], [{ $group: { _id: '$a', x: { $accumulator: {} } } }], REFUSED],
  [[{ a: 1 }], [{ $group: { _id: '$a', x: { $topN: {} } } }], REFUSED],
  [[{ a: 1 }], [{ $group: { _id: '$a', x: { $sum: 1, $avg: 2 } } }], REFUSED],
  [[{ a: 1 }], [{ $group: { _id: { $add: ['x', 1] } } }], REFUSED],
  [
    [{ a: { x: 1 } }, { a: { y: 2 } }],
    [{ $group: { _id: null, m: { $mergeObjects: '$a' } } }],
    [{ _id: null, m: { x: 1, y: 2 } }],
  ],
  [
    [{ a: 1 }, { a: 3 }],
    [{ $group: { _id: null, p: { $stdDevPop: '$a' }, s: { $stdDevSamp: '$a' } } }],
    [{ _id: null, p: 1, s: Math.SQRT2 }],
  ],
  [[{ a: 1 }, { a: 2 }, { a: 3 }], [{ $skip: 1 }, { $limit: 1 }], [{ _id: 2, a: 2 }]],
  [[{ a: 1 }], [{ $match: { $expr: { $eq: ['$a', 1] } } }, { $project: { _id: 0 } }], [{ a: 1 }]],
  [
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [{ $project: { 'a.c': '$a.b' } }],
    [{ _id: 1, a: [{ c: [1, 2] }, { c: [1, 2] }] }],
  ],
  [[{ a: 1 }], [{ $project: { 'a.c': 'x' } }], [{ _id: 1, a: { c: 'x' } }]],
  [[{ b: 1 }], [{ $project: { 'a.c': 1 } }], [{ _id: 1 }]],
  [
    [{ a: 3 }, { a: 1 }, { a: 3 }],
    [{ $sortByCount: '$a' }],
    [
      { _id: 3, count: 2 },
      { _id: 1, count: 1 },
    ],
  ],
  [
    [{ a: 1 }, { a: 7 }, { a: 'x' }],
    [
      {
        $bucket: {
          groupBy: '$a',
          boundaries: [0, 5, 10],
          default: 'rest',
          output: { ids: { $push: '$_id' } },
        },
      },
    ],
    [
      { _id: 0, ids: [1] },
      { _id: 5, ids: [2] },
      { _id: 'rest', ids: [3] },
    ],
  ],
  [[{ a: 1 }], [{ $facet: { x: [{ $count: 'n' }], y: [{ $match: { a: 2 } }] } }], [{ x: [{ n: 1 }], y: [] }]],
  [[{ a: 1 }], [{ $match: { $where: '1' } }], REFUSED],
  [[{ a: 1 }], [{ $match: 5 }], REFUSED],
  [[{ a: 1 }], [{ $unwind: { path: '$a', bad: 1 } }], REFUSED],
  [[{ a: 1 }], [{ $group: { _id: null, $x: { $sum: 1 } } }], REFUSED],
  [
    [{ a: 1 }],
    [{ $lookup: { from: 'right', localField: 'a', foreignField: 'b', as: 'x', bad: 1 } }],
    REFUSED,
  ],
  [
    [{ a: 1 }],
    [{ $lookup: { from: 'right', localField: 'a', foreignField: 'b', as: 'x', pipeline: [] } }],
    REFUSED,
  ],
  [[{ a: 1 }], [{ $sample: { size: 'x' } }], REFUSED],
  [[{ a: 1 }], [{ $bucketAuto: { groupBy: '$a', buckets: 0 } }], REFUSED],
  [[{ a: 1 }], [{ $bucket: { groupBy: 'a', boundaries: [0, 1] } }], REFUSED],
  [[{ a: 1 }], [{ $sort: { a: 'x' } }], REFUSED],
  [[{ a: 1 }], [{ $project: { a: { b: { $bad: 1 } } } }], REFUSED],
  [[{ a: 1 }], [{ $project: 5 }], REFUSED],
  [[{ a: 1 }], [{ $addFields: 5 }], REFUSED],
  [[{ a: 1 }], [{ $limit: 'x' }], REFUSED],
  [[{ a: 1 }], [{ $count: 5 }], REFUSED],
  [[{ a: 1 }], [{ $replaceRoot: {} }], REFUSED],
  [[{ a: 1 }], [{ $unset: '' }], REFUSED],
  [[{ a: 1 }], [{ $unset: [] }], REFUSED],
  [[{ a: 1 }], [{ $group: {} }], REFUSED],
  [[{ a: 1 }], [{ $densify: {} }], REFUSED],
  [[{ a: 1 }], [{ $fill: {} }], REFUSED],
  [[{ a: 1 }], [{ $documents: [] }], REFUSED],
  [[{ a: 1 }], [{ $search: {} }], REFUSED],
  [[{ a: 1 }], [{ $sortByCount: { $bad: 1 } }], REFUSED],
  [
    [{ a: new Date('2026-11-29T17:00:00Z') }],
    [
      {
        $project: {
          d: { $dateToString: { date: '$a', format: '%Y-%m-%d %H', timezone: '+08:00' } },
          h: { $hour: { date: '$a', timezone: 'Asia/Shanghai' } },
          w: { $dayOfWeek: '$a' },
        },
      },
    ],
    [{ _id: 1, d: '2026-11-30 01', h: 1, w: 1 }],
  ],
  [[{ a: 1 }], [{ $project: { x: { $dateToString: { date: '$a' } } } }], REFUSED],
  [[{ a: 1 }], [{ $project: { x: { $dateToString: { date: new Date(0), format: '%Q' } } } }], REFUSED],
  [
    [{ a: [3, 1] }],
    [{ $sort: { a: 1 } }, { $project: { first: { $arrayElemAt: ['$a', 0] } } }],
    [{ _id: 1, first: 3 }],
  ],
  [
    [{ a: 1 }, { a: 2 }],
    [{ $match: { a: { $gt: 1 } } }, { $group: { _id: null, n: { $sum: { $multiply: ['$a', 10] } } } }],
    [{ _id: null, n: 20 }],
  ],
  [[], [{ $group: { _id: null, n: { $sum: 1 } } }], []],
  [
    [{ a: 0.1 }, { a: 0.2 }],
    [{ $group: { _id: null, n: { $sum: '$a' } } }],
    [{ _id: null, n: 0.30000000000000004 }],
  ],
];

test.each(titled(pipelines, 1))('%s', async (_title, [documents, pipeline, results, others = []]) => {
  await place.fill(place.left, documents);
  await place.fill(place.right, others);
  const aggregate = async (): Promise<unknown> =>
    (await place.left.options({ raw: true }).aggregate(place.named(pipeline)).end()).data;
  expect(await unlessRefused(aggregate())).toEqual(results);
});
