/** Update operators by MongoDB's manual: what becomes of a document, and what is refused. */
import { parseDocument, stringifyValue, type Document } from '../values/document-text';
import { compileUpdate } from './update';

function updated(before: Document, modifier: Document, filter: Document = {}): Document {
  const document = parseDocument(stringifyValue(before));
  compileUpdate(modifier, { filter, now: () => 0 })(document);
  return document;
}

describe('the matched element', () => {
  test.each<[string, Document, Document, Document, Document]>([
    [
      '$set',
      { grades: [85, 80, 80] },
      { grades: 80 },
      { $set: { 'grades.$': 82 } },
      { grades: [85, 82, 80] },
    ],
    [
      'a field of it',
      { grades: [{ grade: 80 }, { grade: 85, std: 8 }] },
      { 'grades.grade': 85 },
      { $set: { 'grades.$.std': 6 } },
      { grades: [{ grade: 80 }, { grade: 85, std: 6 }] },
    ],
    [
      'by $elemMatch',
      {
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 90 },
        ],
      },
      { grades: { $elemMatch: { grade: { $lte: 90 }, mean: { $gt: 80 } } } },
      { $inc: { 'grades.$.mean': 1 } },
      {
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 91 },
        ],
      },
    ],
    ['$mul', { a: [1, 5] }, { a: 5 }, { $mul: { 'a.$': 3 } }, { a: [1, 15] }],
    ['$min', { a: [1, 5] }, { a: 5 }, { $min: { 'a.$': 2 } }, { a: [1, 2] }],
    ['$max', { a: [1, 5] }, { a: { $gte: 5 } }, { $max: { 'a.$': 9 } }, { a: [1, 9] }],
    ['$unset', { a: [1, 5] }, { a: 5 }, { $unset: { 'a.$': '' } }, { a: [1, null] }],
    [
      '$push',
      { a: [{ b: [1] }, { b: [2] }] },
      { 'a.b': 2 },
      { $push: { 'a.$.b': 3 } },
      { a: [{ b: [1] }, { b: [2, 3] }] },
    ],
    ['$addToSet', { a: [{ b: [1] }] }, { 'a.b': 1 }, { $addToSet: { 'a.$.b': 1 } }, { a: [{ b: [1] }] }],
    ['$pull', { a: [{ b: [1, 2] }] }, { 'a.b': 2 }, { $pull: { 'a.$.b': 2 } }, { a: [{ b: [1] }] }],
    [
      '$pullAll',
      { a: [{ b: [1, 2] }] },
      { 'a.b': 2 },
      { $pullAll: { 'a.$.b': [2, 3] } },
      { a: [{ b: [1] }] },
    ],
    ['$currentDate', { a: [1, 5] }, { a: 5 }, { $currentDate: { 'a.$': true } }, { a: [1, new Date(0)] }],
    ['$pop', { a: [{ b: [1, 2] }] }, { 'a.b': 2 }, { $pop: { 'a.$.b': -1 } }, { a: [{ b: [2] }] }],
    ['$bit', { a: [1, 5] }, { a: 5 }, { $bit: { 'a.$': { xor: 4 } } }, { a: [1, 1] }],
    [
      'two operators',
      { a: [{ n: 1 }, { n: 2 }] },
      { 'a.n': 2 },
      { $set: { 'a.$.x': 1 }, $inc: { 'a.$.n': 1 } },
      { a: [{ n: 1 }, { n: 3, x: 1 }] },
    ],
    [
      'in a nested object',
      { o: { a: [{ n: 1 }, { n: 2 }] } },
      { 'o.a.n': 2 },
      { $set: { 'o.a.$.n': 0 } },
      { o: { a: [{ n: 1 }, { n: 0 }] } },
    ],
    ['with $and', { a: [1, 5] }, { $and: [{ a: 5 }] }, { $set: { 'a.$': 0 } }, { a: [1, 0] }],
  ])('%s', (_title, before, filter, modifier, after) => {
    expect(updated(before, modifier, filter)).toEqual(after);
  });

  test.each<[string, Document, Document, Document]>([
    ['the query names no element', { a: [1] }, {}, { $set: { 'a.$': 1 } }],
    ['it was found in an $or', { a: [1] }, { $or: [{ a: 1 }] }, { $set: { 'a.$': 2 } }],
    ['it was found by a negation', { a: [1] }, { a: { $ne: 2 } }, { $set: { 'a.$': 2 } }],
  ])('refused when %s', (_title, before, filter, modifier) => {
    expect(() => updated(before, modifier, filter)).toThrow('The positional operator did not find the match');
  });
});

describe('every element', () => {
  test.each<[Document, Document, Document]>([
    [{ grades: [85, 82] }, { $inc: { 'grades.$[]': 10 } }, { grades: [95, 92] }],
    [{ g: [{ std: 8 }, { std: 5 }] }, { $inc: { 'g.$[].std': -2 } }, { g: [{ std: 6 }, { std: 3 }] }],
    [{ g: [{ q: [7, 6] }, { q: [] }] }, { $set: { 'g.$[].q.$[]': 0 } }, { g: [{ q: [0, 0] }, { q: [] }] }],
    [{ a: [] }, { $set: { 'a.$[]': 1 } }, { a: [] }],
  ])('%j by %j', (before, modifier, after) => {
    expect(updated(before, modifier)).toEqual(after);
  });
});

describe('arrays', () => {
  const results = [
    { item: 'A', score: 5 },
    { item: 'B', score: 8 },
  ];
  test.each<[Document, Document, Document]>([
    [
      { fruits: ['apples', 'pears', 'grapes'] },
      { $pull: { fruits: { $in: ['apples', 'grapes'] } } },
      { fruits: ['pears'] },
    ],
    [{ results }, { $pull: { results: { score: 8, item: 'B' } } }, { results: results.slice(0, 1) }],
    [
      { results },
      { $pull: { results: { $or: [{ score: 5 }, { item: 'C' }] } } },
      { results: results.slice(1) },
    ],
    [{ results }, { $pull: { results: { $nor: [{ score: 5 }] } } }, { results: results.slice(0, 1) }],
    [
      {
        a: [
          [1, 2],
          [2, 1],
        ],
      },
      { $pull: { a: [1, 2] } },
      { a: [[2, 1]] },
    ],
    [
      { a: [{ q: [{ x: 1 }] }, { q: [] }] },
      { $pull: { a: { q: { $elemMatch: { x: { $gte: 1 } } } } } },
      { a: [{ q: [] }] },
    ],
    [{ a: [1, 'x', null] }, { $pull: { a: null } }, { a: [1, 'x'] }],
    [{ a: ['ab', 'b', 3] }, { $pull: { a: /^a/ } }, { a: ['b', 3] }],
    [{ a: [1, 2, 3] }, { $pull: { a: { $not: { $gt: 1 } } } }, { a: [2, 3] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [9, 0], $sort: -1, $slice: 3 } } }, { a: [9, 2, 1] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [0], $position: -1 } } }, { a: [1, 0, 2] }],
    [{ a: [1] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
    [
      { a: [{ x: 1, y: 2 }] },
      { $addToSet: { a: { y: 2, x: 1 } } },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    [{ a: [1] }, { $addToSet: { a: [1] } }, { a: [1, [1]] }],
    [{ a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ])('%j by %j', (before, modifier, after) => {
    expect(updated(before, modifier)).toEqual(after);
  });
});

test('new fields stand in the order of their names, whatever the order of the update', () => {
  expect(Object.keys(updated({ z: 1 }, { $set: { c: 1, a: 1 }, $inc: { b: 1 } }))).toEqual([
    'z',
    'a',
    'b',
    'c',
  ]);
});

test.each<[Document, Document, Document]>([
  [{}, { $mul: { a: -5 } }, { a: 0 }],
  [{ a: 2 ** 40 + 1 }, { $bit: { a: { and: 2 ** 40 } } }, { a: 2 ** 40 }],
  [{}, { $bit: { a: { or: 5, and: 4 } } }, { a: 4 }],
  [{ a: 1 }, { $min: { a: '0' } }, { a: 1 }],
  [{ a: 1 }, { $max: { a: '0' } }, { a: '0' }],
  [{ a: '😀' }, { $max: { a: '\uffee' } }, { a: '😀' }],
  [{ a: { b: 1 } }, { $rename: { 'a.b': 'c' } }, { a: {}, c: 1 }],
  [{ a: 1 }, { $rename: { b: 'c' } }, { a: 1 }],
])('%j by %j', (before, modifier, after) => {
  expect(updated(before, modifier)).toEqual(after);
});

describe('refused', () => {
  test.each<[Document, Document, string]>([
    [{}, { $set: { '': 1 } }, 'An empty update path is not valid'],
    [{}, { $set: { 'a.': 1 } }, 'contains an empty field name'],
    [{}, { $set: { 'a..b': 1 } }, 'contains an empty field name'],
    [{}, { $set: { '.a': 1 } }, 'contains an empty field name'],
    [{}, { $set: { 'a.$x': 1 } }, "The dollar ($) prefixed field '$x' in 'a.$x'"],
    [{}, { $set: { $: 1 } }, 'in the first position'],
    [{}, { $set: { 'a.$.b.$': 1 } }, 'Too many positional'],
    [{ a: [1] }, { $set: { 'a.$[i]': 1 } }, "No array filter found for identifier 'i'"],
    [{}, { $set: { 'a.$[]': 1 } }, 'must exist in the document in order to apply array updates'],
    [{ a: 5 }, { $set: { 'a.$[]': 1 } }, 'Cannot apply array updates to non-array element a: 5'],
    [{ a: [1] }, { $set: { 'a.$[]': 1, 'a.0': 2 } }, 'would create a conflict'],
    [{}, { $set: { a: 1, 'a.b': 2 } }, 'would create a conflict'],
    [{}, { $rename: { 'a.$': 'b' } }, 'may not be dynamic'],
    [{}, { $rename: { a: 'b.$[]' } }, 'may not be dynamic'],
    [{}, { $rename: { a: 'a' } }, 'must differ'],
    [{ a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }, 'cannot be an array element'],
    [{}, { $rename: { a: 5 } }, 'must be a string'],
    [{}, { $what: { a: 1 } }, 'Unknown modifier: $what'],
    [{}, { $what: {} }, 'Unknown modifier: $what'],
    [{}, { $set: 5 }, 'Modifiers operate on fields'],
    [{}, { $currentDate: { a: 'now' } }, 'is not valid type for $currentDate'],
    [{ a: null }, { $inc: { a: 1 } }, 'non-numeric type'],
    [{ a: 1 }, { $inc: { a: '1' } }, 'non-numeric argument'],
    [{ a: null }, { $set: { 'a.b': 1 } }, "Cannot create field 'b'"],
    [{ a: [1] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b'"],
    [{ a: [1] }, { $set: { 'a.01': 1 } }, "Cannot create field '01'"],
    [{ a: null }, { $push: { a: 1 } }, 'must be an array'],
    [{}, { $push: { a: { $each: 1 } } }, '$each in $push must be an array'],
    [{}, { $push: { a: { $each: [1], $x: 1 } } }, 'Unrecognized clause in $push: $x'],
    [{}, { $push: { a: { $each: [{}], $sort: { x: 2 } } } }, 'must be either 1 or -1'],
    [{}, { $push: { a: { $each: [{}], $sort: {} } } }, '$sort pattern is empty'],
    [{}, { $push: { a: { $each: [1], $slice: 1.5 } } }, '$slice must be an integer'],
    [{}, { $addToSet: { a: { $each: [1], $slice: 1 } } }, 'Unrecognized clause in $addToSet'],
    [{ a: 1 }, { $pull: { a: 1 } }, 'must be an array'],
    [{ a: [] }, { $pop: { a: 2 } }, '$pop expects 1 or -1'],
    [{ a: [] }, { $pullAll: { a: 1 } }, '$pullAll requires an array'],
    [{ a: 1 }, { $bit: { a: {} } }, 'at least one bitwise operation'],
    [{ a: 1.5 }, { $bit: { a: { or: 1 } } }, 'non-integral'],
    [{ a: [] }, { $set: { 'a.1500002': 1 } }, "can't backfill"],
    [{ _id: 1 }, { $set: { _id: 2 } }, 'immutable field'],
  ])('%j by %j', (before, modifier, message) => {
    expect(() => updated(before, modifier)).toThrow(message);
  });

  test('a bad update also when no document will match', () => {
    expect(() => compileUpdate({ $set: { 'a..b': 1 } }, { filter: {}, now: () => 0 })).toThrow(
      'empty field name',
    );
  });
});
