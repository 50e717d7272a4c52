/** MongoDB parses the whole of a query before it reads a document: a mistake is refused in an empty collection, too. */
import { manualPlace, REFUSED, unlessRefused } from './manual-place';

const place = manualPlace('manual-mistakes');

const pipelines: object[][] = [
  [{ $project: { a: { $bad: 1 } } }],
  [{ $match: { a: 1 } }, { $group: { _id: '$a', x: { $bad: 1 } } }],
  [{ $match: { $expr: { $bad: 1 } } }],
  [{ $addFields: { a: { $add: ['$a', { $nope: 1 }] } } }],
  [{ $facet: { x: [{ $project: { a: { $bad: 1 } } }] } }],
  [{ $lookup: { from: 'right', as: 'x', pipeline: [{ $bad: 1 }] } }],
  [{ $lookup: { from: 'right', as: 'x', pipeline: [{ $project: { a: { $bad: 1 } } }] } }],
  [{ $unionWith: { coll: 'right', pipeline: [{ $out: 'x' }] } }],
  [{ $replaceRoot: { newRoot: { $bad: 1 } } }],
  [{ $group: { _id: { $bad: 1 } } }],
  [{ $group: { _id: null, x: { $sum: { $bad: 1 } } } }],
  [{ $project: { a: { $cond: [1, 2] } } }],
  [{ $project: { a: { $cond: { if: 1, then: 2 } } } }],
  [{ $project: { a: { $eq: [1] } } }],
  [{ $project: { a: { $size: [1, 2] } } }],
  [{ $project: { a: '$$nope' } }],
  [{ $project: { a: { $filter: { input: '$a' } } } }],
  [{ $project: { a: { $map: { in: 1 } } } }],
  [{ $project: { a: { $let: { vars: {} } } } }],
  [{ $project: { a: { $dateToString: {} } } }],
  [{ $project: { a: '$a..b' } }],
  [{ $project: { a: '$' } }],
  [{ $project: { a: { $switch: {} } } }],
  [{ $bucket: { groupBy: '$a', boundaries: [0, 1], output: { x: 1 } } }],
  [{ $bucket: { groupBy: '$a', boundaries: [0, 1], bad: 1 } }],
  [{ $unwind: 'a' }],
  [{ $sortByCount: { $bad: 1 } }],
  [{ $redact: { $bad: 1 } }],
  [{ $graphLookup: { from: 'right' } }],
  [{ $lookup: { from: 'right', localField: '$a', foreignField: 'b', as: 'x' } }],
  [{ $lookup: { from: 'right', localField: 'a', foreignField: 'b', as: '$x' } }],
  [{ $limit: 0 }],
  [{ $skip: -1 }],
  [{ $sample: { size: -1 } }],
];
test.each(pipelines.map((pipeline): [string, object[]] => [JSON.stringify(pipeline), pipeline]))(
  '%s',
  async (_title, pipeline) => {
    expect(
      await unlessRefused(place.left.options({ raw: true }).aggregate(place.named(pipeline)).end()),
    ).toBe(REFUSED);
  },
);

test.each<object>([
  { $expr: { $bad: 1 } },
  { $expr: { $add: ['$a', { $nope: 1 }] } },
  { $expr: '$$nope' },
  { a: { $bad: 1 } },
  { a: { $gt: 1, $bad: 1 } },
])('%j as a filter', async (filter) => {
  expect(await unlessRefused(place.left.options({ raw: true }).where(filter).get())).toBe(REFUSED);
});

test('what a variable is called inside of the expression that names it is no mistake', async () => {
  const pipeline = [
    {
      $project: {
        a: { $map: { input: [1], as: 'each', in: { $add: ['$$each', '$$ROOT.a'] } } },
        b: { $reduce: { input: [1], initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
        c: { $let: { vars: { x: 1 }, in: { $filter: { input: ['$$x'], cond: '$$this' } } } },
        d: { $dateToString: { date: '$$NOW' } },
        e: { $year: { date: '$$NOW', timezone: '+08:00' } },
        f: { $literal: { $bad: '$$nope' } },
        g: '$$REMOVE',
      },
    },
    { $redact: '$$KEEP' },
    { $match: { $expr: { $gt: ['$a.b', 1] } } },
  ];
  expect((await place.left.options({ raw: true }).aggregate(pipeline).end()).data).toEqual([]);
});
