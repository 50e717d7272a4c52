/** Stages and expressions by MongoDB's manual, where mingo alone gives something else. */
import { createDatabase } from '..';
import type { Document } from '../values/document-text';
import { stagesOf } from './stage-list';

const database = createDatabase({
  location: ':memory:',
  schema: [
    { name: 'left', indexes: [] },
    { name: 'right', indexes: [] },
  ],
  now: () => 0,
});
const environment = database.environment('aggregate');
afterAll(() => database.close());

const run = async (documents: Document[], pipeline: Document[], right: Document[] = []): Promise<unknown> => {
  environment.reset();
  environment.load('left', documents);
  environment.load('right', right);
  const results = await environment.aggregate('left', stagesOf(pipeline, 'aggregate'));
  return JSON.parse(JSON.stringify(results)) as unknown;
};

describe('stages', () => {
  test.each<[string, Document[], Document[], unknown]>([
    ['a count of nothing is nothing', [{ _id: 1 }], [{ $match: { a: 1 } }, { $count: 'n' }], []],
    ['a count', [{ _id: 1 }, { _id: 2 }], [{ $count: 'n' }], [{ n: 2 }]],
    [
      'a count of nothing in a facet',
      [{ _id: 1 }],
      [{ $facet: { a: [{ $match: { a: 1 } }, { $count: 'n' }] } }],
      [{ a: [] }],
    ],
    [
      'a missing value is not pushed, null is',
      [{ _id: 1, n: 1 }, { _id: 2 }, { _id: 3, n: null }],
      [{ $group: { _id: null, all: { $push: '$n' }, set: { $addToSet: '$n' } } }],
      [{ _id: null, all: [1, null], set: [1, null] }],
    ],
    [
      'extremes pass over null and missing',
      [{ _id: 1, n: 3 }, { _id: 2 }, { _id: 3, n: null }, { _id: 4, n: -1 }],
      [{ $group: { _id: null, most: { $max: '$n' }, least: { $min: '$n' }, none: { $max: '$x' } } }],
      [{ _id: null, most: 3, least: -1, none: null }],
    ],
    [
      'extremes by type, and text by its bytes',
      [
        { _id: 1, n: '😀' },
        { _id: 2, n: '\uffee' },
        { _id: 3, n: 5 },
      ],
      [{ $group: { _id: null, most: { $max: '$n' }, least: { $min: '$n' } } }],
      [{ _id: null, most: '😀', least: 5 }],
    ],
    [
      'objects whose fields stand in another order are other groups, and what is missing is null',
      [{ _id: 1, a: { x: 1, y: 2 } }, { _id: 2, a: { y: 2, x: 1 } }, { _id: 3 }, { _id: 4, a: null }],
      [{ $group: { _id: '$a', ids: { $push: '$_id' } } }],
      [
        { _id: { x: 1, y: 2 }, ids: [1] },
        { _id: { y: 2, x: 1 }, ids: [2] },
        { _id: null, ids: [3, 4] },
      ],
    ],
    [
      'a path through a list reads its objects, by name and never by position',
      [{ _id: 1, a: [{ b: 1 }, 5, { b: 2 }] }],
      [{ $project: { _id: 0, b: '$a.b', first: '$a.0', both: { $concatArrays: ['$a.b', '$a.b'] } } }],
      [{ b: [1, 2], first: [], both: [1, 2, 1, 2] }],
    ],
    [
      'in a group, too',
      [{ _id: 1, k: { n: 'a' }, v: { n: 2 } }],
      [{ $group: { _id: '$k.n', sum: { $sum: '$v.n' } } }],
      [{ _id: 'a', sum: 2 }],
    ],
    [
      'accumulators of an expression',
      [
        { _id: 1, a: 1, b: 2 },
        { _id: 2, a: 5 },
      ],
      [{ $group: { _id: null, l: { $push: { x: '$a', y: '$b' } }, m: { $max: { $add: ['$a', 1] } } } }],
      [{ _id: null, l: [{ x: 1, y: 2 }, { x: 5 }], m: 6 }],
    ],
    [
      'addFields merges into objects and into each element of an array',
      [{ _id: 1, o: { x: 1 }, list: [{ p: 1 }, 7], n: 1 }],
      [{ $addFields: { o: { y: 2 }, list: { q: 0 }, 'n.m': 3, 'new.deep': '$n' } }],
      [{ _id: 1, o: { x: 1, y: 2 }, list: [{ p: 1, q: 0 }, { q: 0 }], n: { m: 3 }, new: { deep: 1 } }],
    ],
    [
      'addFields of a missing value takes the field away',
      [{ _id: 1, a: 1 }],
      [{ $addFields: { a: '$b' } }],
      [{ _id: 1 }],
    ],
    [
      'addFields replaces by an operator',
      [{ _id: 1, a: { x: 1 } }],
      [{ $addFields: { a: { $literal: { y: 1 } } } }],
      [{ _id: 1, a: { y: 1 } }],
    ],
    [
      'project nested',
      [{ _id: 1, o: { x: 1, y: 2 }, l: [{ x: 1 }, 3] }],
      [{ $project: { o: { x: 1 }, 'l.x': 1 } }],
      [{ _id: 1, o: { x: 1 }, l: [{ x: 1 }] }],
    ],
    [
      'project computes',
      [{ _id: 1, a: 2 }],
      [{ $project: { _id: 0, b: ['$a', '$c'], c: 'text', d: '$c' } }],
      [{ b: [2, null], c: 'text' }],
    ],
    [
      'project leaves out',
      [{ _id: 1, a: 2, o: { x: 1, y: 1 } }],
      [{ $project: { a: 0, 'o.x': 0 } }],
      [{ _id: 1, o: { y: 1 } }],
    ],
    ['project leaves out the id', [{ _id: 1, a: 2 }], [{ $project: { _id: 0 } }], [{ a: 2 }]],
    [
      '$match in the middle is the same matcher',
      [{ _id: 1, a: [0, 2] }],
      [{ $addFields: { b: 1 } }, { $match: { a: { $elemMatch: { $gt: 1, $lt: 3 } } } }],
      [{ _id: 1, a: [0, 2], b: 1 }],
    ],
    [
      'sort in a facet goes by bytes',
      [
        { _id: 1, a: '😀' },
        { _id: 2, a: '\uffee' },
      ],
      [{ $facet: { s: [{ $sort: { a: 1 } }, { $project: { a: 0 } }] } }],
      [{ s: [{ _id: 2 }, { _id: 1 }] }],
    ],
  ])('%s', async (_title, documents, pipeline, expected) => {
    expect(await run(documents, pipeline)).toEqual(expected);
  });

  test('project puts the id first and what it computes last', async () => {
    environment.reset();
    environment.load('left', [{ b: 1, a: 2, _id: 1 }]);
    const [found] = await environment.aggregate('left', [
      { name: '$project', value: { x: '$a', a: 1, b: 1 } },
    ]);
    expect(Object.keys(found ?? {})).toEqual(['_id', 'b', 'a', 'x']);
  });

  test('a lookup goes into a dotted path, and matches null with missing', async () => {
    const right = [{ _id: 'x', ref: 1 }, { _id: 'y' }, { _id: 'z', ref: null }];
    const lookup = { $lookup: { from: 'right', localField: 'n', foreignField: 'ref', as: 'o.found' } };
    expect(
      await run(
        [{ _id: 1, n: 1, o: { k: 1 } }, { _id: 2 }],
        [lookup, { $project: { 'o.found.ref': 0 } }],
        right,
      ),
    ).toEqual([
      { _id: 1, n: 1, o: { k: 1, found: [{ _id: 'x' }] } },
      { _id: 2, o: { found: [{ _id: 'y' }, { _id: 'z' }] } },
    ]);
  });
});

describe('expressions', () => {
  const value = async (expression: unknown, document: Document = { _id: 1 }): Promise<unknown> => {
    const [found] = (await run([document], [{ $project: { _id: 0, v: expression } }])) as { v: unknown }[];
    return found?.v;
  };

  test.each<[unknown, unknown]>([
    [{ $trunc: 7.8 }, 7],
    [{ $trunc: [-2.3] }, -2],
    [{ $trunc: [1234.5678, 2] }, 1234.56],
    [{ $trunc: [1234.5678, -2] }, 1200],
    [{ $trunc: null }, null],
    [{ $round: [2.5, 0] }, 2],
    [{ $round: [3.5] }, 4],
    [{ $round: [19.25, 1] }, 19.2],
    [{ $round: [1250, -2] }, 1200],
    [{ $indexOfCP: ['cafeteria', 'e'] }, 3],
    [{ $indexOfCP: ['cafétéria', 'é', 4] }, 5],
    [{ $indexOfCP: ['cafétéria', 'e', 0, 3] }, -1],
    [{ $indexOfCP: ['😀团', '团'] }, 1],
    [{ $indexOfCP: ['$missing', 'foo'] }, null],
    [{ $indexOfBytes: ['cafétéria', 'é'] }, 3],
    [{ $indexOfBytes: ['团卡', '卡'] }, 3],
    [{ $substr: ['abcdef', 2, -1] }, 'cdef'],
    [{ $substr: ['abcdef', -1, 2] }, ''],
    [{ $substr: ['团卡', 3, 3] }, '卡'],
    [{ $substr: [20261128, 0, 4] }, '2026'],
    [{ $substr: ['$missing', 0, 2] }, ''],
    [{ $substrCP: ['团卡会员', 1, 2] }, '卡会'],
  ])('%j', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });

  test.each<[string, string, number, number, number]>([
    ['2016-01-01T00:00:00Z', '00 6 5 53 2015 001', 0, 53, 2015],
    ['2016-01-03T00:00:00Z', '01 1 7 53 2015 003', 1, 53, 2015],
    ['2026-11-28T00:00:00Z', '47 7 6 48 2026 332', 47, 48, 2026],
    ['2024-12-31T23:30:00Z', '52 3 2 01 2025 366', 52, 1, 2025],
    ['2017-01-01T00:00:00Z', '01 1 7 52 2016 001', 1, 52, 2016],
  ])('weeks of %s', async (at, text, week, isoWeek, isoYear) => {
    const document = { _id: 1, t: new Date(at) };
    expect(await value({ $dateToString: { date: '$t', format: '%U %w %u %V %G %j' } }, document)).toBe(text);
    expect(await value([{ $week: '$t' }, { $isoWeek: '$t' }, { $isoWeekYear: '$t' }], document)).toEqual([
      week,
      isoWeek,
      isoYear,
    ]);
  });

  test.each<[Document, string | null]>([
    [{ date: '$t' }, '2026-11-28T17:05:09.007Z'],
    [{ date: '$t', timezone: 'Asia/Shanghai' }, '2026-11-29T01:05:09.007'],
    [{ date: '$t', timezone: '+0530', format: '%H:%M %z %Z' }, '22:35 +0530 +330'],
    [{ date: '$t', timezone: 'America/New_York', format: '%H %z' }, '12 -0500'],
    [{ date: '$t', format: '100%%' }, '100%'],
    [{ date: '$none', onNull: 'never' }, 'never'],
    [{ date: '$none' }, null],
  ])('$dateToString %j', async (spec, expected) => {
    expect(await value({ $dateToString: spec }, { _id: 1, t: new Date('2026-11-28T17:05:09.007Z') })).toBe(
      expected,
    );
  });
});

describe('refused', () => {
  test.each<[Document[], string]>([
    [[{ $out: 'x' }], 'stage $out is not available'],
    [[{ $merge: {} }], 'stage $merge is not available'],
    [[{ $collStats: {} }], 'stage $collStats is not available'],
    [[{ $setWindowFields: {} }], 'stage $setWindowFields is not available'],
    [[{ $changeStream: {} }], 'stage $changeStream is not available'],
    [[{ $nonsense: {} }], "Unrecognized pipeline stage name: '$nonsense'"],
    [[{ $facet: { a: [{ $facet: {} }] } }], '$facet is not allowed to be used within a $facet stage'],
    [[{ $facet: { a: [{ $out: 'x' }] } }], 'stage $out is not available'],
    [[{ $lookup: { from: 'right', as: 'x', pipeline: [{ $merge: {} }] } }], 'stage $merge is not available'],
    [[{ $facet: {} }], 'must be a non-empty object'],
    [[{ $match: {} }, { $geoNear: {} }], '$geoNear is only valid as the first stage'],
    [[{ $limit: 0 }], 'the limit must be positive'],
    [[{ $limit: 1.5 }], 'the limit must be'],
    [[{ $sort: { a: 1 } }, { $limit: -1 }], 'the limit must be positive'],
    [[{ $skip: -1 }], 'non-negative'],
    [[{ $sample: { size: -1 } }], 'must not be negative'],
    [[{ $count: '' }], 'non-empty string'],
    [[{ $count: '$n' }], '$-prefixed'],
    [[{ $count: 'a.b' }], "cannot contain '.'"],
    [[{ $group: { n: { $sum: 1 } } }], 'must include an _id'],
    [[{ $group: { _id: null, n: 5 } }], 'must be an accumulator object'],
    [[{ $group: { _id: null, n: { $count: {} } } }], "unknown group operator '$count'"],
    [[{ $bucket: { groupBy: '$_id', boundaries: [3, 0] } }], 'sorted in ascending order'],
    [[{ $bucket: { groupBy: '$_id', boundaries: [0, 'x'] } }], 'must have the same type'],
    [[{ $bucket: { groupBy: '$_id', boundaries: [0] } }], 'at least 2 values'],
    [[{ $bucket: { groupBy: '$_id', boundaries: [0, 9], default: 5 } }], 'less than the lowest boundary'],
    [[{ $unwind: { path: '$a', includeArrayIndex: '$i' } }], "without a '$'"],
    [[{ $group: { _id: null, 'a.b': { $sum: 1 } } }], "cannot contain '.'"],
    [[{ $project: {} }], 'at least one field'],
    [[{ $project: { a: 1, b: 0 } }], 'cannot mix'],
    [[{ $project: { b: 0, c: '$a' } }], 'cannot mix'],
    [[{ $project: { a: 1, 'a.b': 1 } }], 'conflicting paths'],
    [[{ $addFields: {} }], 'at least one field'],
    [[{ $addFields: { 'a..b': 1 } }], 'may not be empty strings'],
    [[{ $addFields: { $a: 1 } }], "may not start with '$'"],
    [[{ $unwind: 'tags' }], "should be prefixed with a '$'"],
    [[{ $sortByCount: 'a' }], '$-prefixed path'],
    [[{ $sort: {} }], 'at least one sort key'],
    [[{ $sort: { a: 2 } }], 'must be 1'],
    [[{ $lookup: { from: 'right', as: 'x', localField: 'a' } }], 'requires either'],
    [[{ $lookup: { from: 'right', localField: 'a', foreignField: 'b' } }], "must specify 'as'"],
    [[{ $match: { a: { $in: 1 } } }], '$in needs an array'],
    [[{ $project: { a: { $substrCP: ['abc', -1, 2] } } }], 'nonnegative'],
    [[{ $project: { a: { $substrBytes: ['团', 0, 2] } } }], 'continuation byte'],
    [[{ $project: { a: { $size: '$none' } } }], 'must be an array'],
    [
      [{ $project: { a: { $dateToString: { date: new Date(0), format: '%q' } } } }],
      'Invalid format character',
    ],
    [[{ $project: { a: { $nope: 1 } } }], '$nope'],
  ])('%j', async (pipeline, message) => {
    await expect(run([{ _id: 1 }], pipeline)).rejects.toThrow(message);
  });
});
