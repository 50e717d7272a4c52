/** What MongoDB's manual says of each operator, as tables. The manual's own examples where it has one. */
import { ObjectId } from 'bson';
import type { Document } from '../values/document-text';
import { compileFilter } from './compile-filter';

const matches = (filter: Document, document: Document): boolean => compileFilter(filter)(document);
const show = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (item instanceof RegExp ? String(item) : item));

type Row = [filter: Document, found: Document[], notFound: Document[]];

const check = (title: string, rows: Row[]): void => {
  describe(title, () => {
    test.each(rows.map((row): [string, Row] => [show(row[0]), row]))(
      '%s',
      (_title, [filter, found, notFound]) => {
        for (const document of found) expect([document, matches(filter, document)]).toEqual([document, true]);
        for (const document of notFound)
          expect([document, matches(filter, document)]).toEqual([document, false]);
      },
    );
  });
};

check('equality', [
  [
    { tags: ['red', 'blank'] },
    [{ tags: ['red', 'blank'] }, { tags: [['red', 'blank'], 'x'] }],
    [{ tags: ['blank', 'red'] }, { tags: ['red', 'blank', 'plain'] }],
  ],
  [{ tags: 'red' }, [{ tags: 'red' }, { tags: ['blank', 'red'] }], [{ tags: [['red']] }, {}]],
  [
    { size: { h: 14, w: 21, uom: 'cm' } },
    [{ size: { h: 14, w: 21, uom: 'cm' } }, { size: [{ h: 14, w: 21, uom: 'cm' }] }],
    [{ size: { w: 21, h: 14, uom: 'cm' } }, { size: { h: 14, w: 21 } }],
  ],
  [{ a: 1 }, [{ a: 1 }, { a: [1] }], [{ a: '1' }, { a: true }, { a: [[1]] }]],
  [{ a: Number.NaN }, [{ a: Number.NaN }], [{ a: 1 }, {}]],
  [{ a: new Date(5) }, [{ a: new Date(5) }], [{ a: 5 }]],
  [
    { a: new ObjectId('65f0c0ffee65f0c0ffee65f0') },
    [{ a: new ObjectId('65f0c0ffee65f0c0ffee65f0') }],
    [{ a: '65f0c0ffee65f0c0ffee65f0' }],
  ],
  [{ a: {} }, [{ a: {} }], [{ a: { b: 1 } }, { a: [] }]],
  [{ a: [] }, [{ a: [] }, { a: [[]] }], [{ a: [1] }, {}]],
]);

check('null and missing', [
  [{ item: null }, [{ item: null }, {}, { item: [null] }], [{ item: 1 }, { item: [] }]],
  [{ item: { $ne: null } }, [{ item: 1 }, { item: [] }], [{ item: null }, {}]],
  [{ item: { $gte: null } }, [{ item: null }, {}], [{ item: 0 }]],
  [{ item: { $lte: null } }, [{ item: null }, {}], [{ item: 0 }]],
  [{ item: { $gt: null } }, [], [{ item: null }, {}, { item: 1 }]],
  [{ item: { $in: [null, 3] } }, [{ item: null }, {}, { item: 3 }], [{ item: 4 }]],
  [
    { 'a.b': null },
    [{}, { a: null }, { a: 1 }, { a: {} }, { a: [{ b: 1 }, {}] }],
    [{ a: [] }, { a: [1, 2] }, { a: [{ b: 1 }] }, { a: [[{}]] }],
  ],
  [
    { 'a.b': { $exists: false } },
    [{}, { a: 1 }, { a: [] }, { a: [1] }, { a: [{}] }],
    [{ a: [{}, { b: 1 }] }, { a: { b: null } }],
  ],
  [
    { 'a.b': { $exists: true } },
    [{ a: { b: null } }, { a: [{}, { b: [] }] }],
    [{ a: [[{ b: 1 }]] }, { a: [1] }],
  ],
  [{ a: { $exists: 1 } }, [{ a: null }, { a: [] }], [{}]],
  [{ a: { $exists: 0 } }, [{}], [{ a: null }]],
]);

check('comparison', [
  [
    { dim: { $gt: 15, $lt: 20 } },
    [{ dim: 16 }, { dim: [14, 21] }, { dim: [15, 18] }],
    [{ dim: [14, 15] }, { dim: '16' }, { dim: [[16]] }],
  ],
  [
    { a: { $gt: [1, 2] } },
    [{ a: [1, 3] }, { a: [1, 2, 0] }, { a: [[1, 3]] }],
    [{ a: [1, 2] }, { a: [0, 9] }, { a: 5 }],
  ],
  [
    { a: { $lt: { x: 2 } } },
    [{ a: { x: 1 } }, { a: {} }, { a: { x: null, y: 9 } }],
    [{ a: { x: 2 } }, { a: { x: 'a' } }, { a: 1 }],
  ],
  [{ a: { $gte: true } }, [{ a: true }], [{ a: false }, { a: 1 }]],
  [{ a: { $gte: Number.NaN } }, [{ a: Number.NaN }], [{ a: 1 }]],
  [{ a: { $lt: 5 } }, [{ a: 4.5 }, { a: -1 }], [{ a: Number.NaN }, { a: null }, {}]],
  [{ a: { $gt: '\uffff' } }, [{ a: '😀' }], [{ a: '\uff00' }, { a: 'z' }]],
  [{ a: { $lt: '😀' } }, [{ a: '\uffee' }, { a: '团' }], [{ a: '😁' }]],
  [{ a: { $gt: new Date(5) } }, [{ a: new Date(6) }], [{ a: 6 }, { a: new Date(5) }]],
  [
    { 'results.score': { $gt: 8 } },
    [{ results: [{ score: 3 }, { score: 9 }] }, { results: { score: [1, 10] } }],
    [{ results: [{ score: [[9]] }] }],
  ],
]);

check('lists', [
  [{ qty: { $in: [5, 15] } }, [{ qty: 5 }, { qty: [1, 15] }], [{ qty: 1 }, {}]],
  [{ tags: { $in: [/^be/, /^st/] } }, [{ tags: ['blue', 'steel'] }, { tags: 'beta' }], [{ tags: ['blue'] }]],
  [{ a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: 1 }]],
  [{ a: { $in: [{ x: 1, y: 2 }] } }, [{ a: { x: 1, y: 2 } }], [{ a: { y: 2, x: 1 } }]],
  [{ a: { $in: [] } }, [], [{ a: 1 }, {}]],
  [{ a: { $nin: [1, [2]] } }, [{ a: 3 }, {}, { a: [3] }], [{ a: 1 }, { a: [2] }, { a: [5, 1] }]],
  [{ tags: { $all: ['ssl', 'security'] } }, [{ tags: ['security', 'ssl', 'x'] }], [{ tags: ['ssl'] }]],
  [
    { tags: { $all: [['ssl', 'security']] } },
    [{ tags: ['ssl', 'security'] }, { tags: [['ssl', 'security']] }],
    [{ tags: ['security', 'ssl'] }],
  ],
  [{ n: { $all: [50] } }, [{ n: 50 }, { n: [50, 1] }], [{ n: 5 }]],
  [{ a: { $all: [] } }, [], [{ a: [] }, { a: 1 }]],
  [{ a: { $all: [null] } }, [{ a: null }, {}, { a: [null] }], [{ a: 1 }]],
  [
    {
      qty: {
        $all: [{ $elemMatch: { size: 'M', num: { $gt: 50 } } }, { $elemMatch: { num: 100, color: 'green' } }],
      },
    },
    [
      {
        qty: [
          { size: 'S', num: 10, color: 'blue' },
          { size: 'M', num: 100, color: 'blue' },
          { size: 'L', num: 100, color: 'green' },
        ],
      },
      { qty: [{ size: 'M', num: 100, color: 'green' }] },
    ],
    [{ qty: [{ size: 'M', num: 45, color: 'green' }] }],
  ],
]);

check('elements', [
  [
    { results: { $elemMatch: { $gte: 80, $lt: 85 } } },
    [{ results: [82, 85, 88] }],
    [{ results: [75, 88, 89] }, { results: 82 }, { results: [[82]] }],
  ],
  [
    { results: { $elemMatch: { product: 'xyz', score: { $gte: 8 } } } },
    [
      {
        results: [
          { product: 'abc', score: 7 },
          { product: 'xyz', score: 8 },
        ],
      },
    ],
    [
      {
        results: [
          { product: 'abc', score: 8 },
          { product: 'xyz', score: 7 },
        ],
      },
      { results: { product: 'xyz', score: 8 } },
    ],
  ],
  [
    { results: { $elemMatch: { product: { $ne: 'xyz' } } } },
    [{ results: [{ product: 'xyz' }, { product: 'abc' }] }, { results: [{}] }],
    [{ results: [{ product: 'xyz' }] }, { results: [] }],
  ],
  [
    { 'a.b': { $elemMatch: { $gt: 1 } } },
    [{ a: { b: [2] } }, { a: [{ b: [0] }, { b: [2] }] }],
    [{ a: [{ b: 2 }] }, { a: [2] }],
  ],
  [{ a: { $elemMatch: { $elemMatch: { $gt: 1 } } } }, [{ a: [[0], [2]] }], [{ a: [2] }, { a: [[[2]]] }]],
  [{ a: { $elemMatch: { 0: 1 } } }, [{ a: [[1, 2]] }, { a: [{ 0: 1 }] }], [{ a: [1] }]],
  [
    { a: { $elemMatch: { $or: [{ x: 1 }, { y: 2 }] } } },
    [{ a: [{ y: 2 }] }],
    [{ a: [{ x: 2 }] }, { a: [1] }],
  ],
  [{ a: { $elemMatch: { $in: [2, /^z/] } } }, [{ a: [1, 2] }, { a: ['zoo'] }], [{ a: 2 }, { a: [3] }]],
  [{ a: { $elemMatch: { $not: { $gt: 3 } } } }, [{ a: [9, 1] }], [{ a: [9] }]],
  [{ a: { $elemMatch: {} } }, [{ a: [{}] }, { a: [[]] }], [{ a: [1] }, { a: [] }]],
  [{ a: { $size: 2 } }, [{ a: [1, 2] }, { a: [[], []] }], [{ a: [1] }, { a: [[1, 2]] }, { a: 'xy' }, {}]],
  [{ 'a.b': { $size: 1 } }, [{ a: { b: [1] } }, { a: [{ b: [] }, { b: [1] }] }], [{ a: [{ b: 1 }] }]],
  [{ 'a.0': { $size: 2 } }, [{ a: [[1, 2]] }], [{ a: [1, 2] }]],
]);

check('positions and nested arrays', [
  [{ 'dim.1': { $gt: 25 } }, [{ dim: [1, 26] }], [{ dim: [26, 1] }, { dim: [26] }]],
  [{ 'a.1': 4 }, [{ a: [5, { 1: 4 }, 3] }, { a: [5, 4] }], [{ a: [5, [4]] }]],
  [{ 'a.1': { 1: 4 } }, [{ a: [5, { 1: 4 }] }], []],
  [
    { 'a.1.b': 4 },
    [{ a: [5, { b: 4 }, 3] }, { a: [5, [{ b: 4 }], 3] }, { a: { 1: { b: 4 } } }],
    [{ a: [{ b: 4 }] }],
  ],
  [{ 'a.0.0': 1 }, [{ a: [[1]] }], [{ a: [1] }, { a: [[[1]]] }]],
  [{ 'a.b': 1 }, [{ a: [{ b: [0, 1] }] }], [{ a: [[{ b: 1 }]] }, { a: [{ b: [[1]] }] }]],
  [{ 'a.b.c': 1 }, [{ a: [{ b: [{ c: 1 }] }] }, { a: { b: [{ c: [1] }] } }], [{ a: [{ b: [[{ c: 1 }]] }] }]],
  [{ 'a.01': 1 }, [{ a: { '01': 1 } }], [{ a: [0, 1] }]],
]);

check('kinds', [
  [{ zip: { $type: 'string' } }, [{ zip: '1' }, { zip: [1, '2'] }], [{ zip: 1 }, {}]],
  [{ zip: { $type: 'array' } }, [{ zip: [] }, { zip: [1] }], [{ zip: 1 }]],
  [{ zip: { $type: 4 } }, [{ zip: [[1]] }], [{ zip: 4 }]],
  [{ n: { $type: 'number' } }, [{ n: 1 }, { n: 1.5 }, { n: ['x', 2] }], [{ n: '1' }]],
  [{ n: { $type: 'int' } }, [{ n: 1 }, { n: -(2 ** 31) }], [{ n: 1.5 }, { n: 2 ** 31 }]],
  [
    { n: { $type: 'long' } },
    [{ n: 2 ** 31 }, { n: Date.UTC(2026, 0) }],
    [{ n: 1 }, { n: 0.5 }, { n: 1e300 }],
  ],
  [{ n: { $type: 'double' } }, [{ n: 1.5 }, { n: Number.NaN }, { n: 1e300 }], [{ n: 1 }]],
  [{ n: { $type: ['bool', 'date'] } }, [{ n: true }, { n: new Date(0) }], [{ n: 0 }]],
  [{ n: { $type: 'null' } }, [{ n: null }, { n: [null] }], [{}]],
  [{ n: { $type: 'object' } }, [{ n: {} }, { n: [{}] }], [{ n: [] }]],
  [{ n: { $type: 'objectId' } }, [{ n: new ObjectId() }], [{ n: 'x' }]],
  [{ n: { $type: 'regex' } }, [{ n: /x/ }], [{ n: 'x' }]],
]);

check('numbers', [
  [
    { qty: { $mod: [4, 0] } },
    [{ qty: 0 }, { qty: 12 }, { qty: 12.7 }, { qty: [5, 8] }],
    [{ qty: 5 }, { qty: '12' }, { qty: null }, { qty: [[4]] }, {}],
  ],
  [{ qty: { $mod: [-4, -1] } }, [{ qty: -5 }], [{ qty: 5 }]],
  [{ qty: { $mod: [3.9, 1.2] } }, [{ qty: 4 }], [{ qty: 3 }]],
  [{ a: { $bitsAllSet: [1, 5] } }, [{ a: 54 }], [{ a: 20 }, { a: 'x' }, { a: 54.5 }]],
  [{ a: { $bitsAnySet: 35 } }, [{ a: 54 }], [{ a: 20 }]],
  [{ a: { $bitsAllClear: 35 } }, [{ a: 20 }], [{ a: 54 }]],
  [{ a: { $bitsAnyClear: 35 } }, [{ a: 54 }, { a: 20 }], [{ a: 255 }]],
]);

check('patterns', [
  [
    { sku: /789$/ },
    [{ sku: 'abc789' }, { sku: 'abc789\n' }, { sku: ['x', 'abc789'] }],
    [{ sku: 'abc7890' }, { sku: 789 }],
  ],
  [{ sku: { $regex: '^ABC', $options: 'i' } }, [{ sku: 'abc1' }], [{ sku: 'xabc' }]],
  [{ d: { $regex: '^S', $options: 'm' } }, [{ d: 'First\nSecond' }], [{ d: 'First' }]],
  [{ d: { $regex: 'm.*line', $options: 'si' } }, [{ d: 'Many\nlines' }], [{ d: 'x' }]],
  [{ d: { $regex: 'm.*line' } }, [{ d: 'm\rline' }], [{ d: 'm\nline' }]],
  [{ d: { $regex: 'abc #category code\n123 #item', $options: 'x' } }, [{ d: 'abc123' }], [{ d: 'abc 123' }]],
  [{ d: { $regex: '(?i)abc' } }, [{ d: 'ABC' }], [{ d: 'x' }]],
  [{ d: { $regex: '\\Aab\\z' } }, [{ d: 'ab' }], [{ d: 'ab\n' }]],
  [{ d: { $regex: '^[[:digit:]_]+$' } }, [{ d: '1_2' }], [{ d: '1a' }, { d: ':' }]],
  [{ d: { $regex: '^\\p{Han}+$' } }, [{ d: '团卡' }], [{ d: 'Han' }]],
  [{ d: { $regex: '^\\pL\\PL$' } }, [{ d: 'é1' }], [{ d: 'ab' }]],
  [{ d: { $regex: 'a\\hb' } }, [{ d: 'a\tb' }], [{ d: 'a\nb' }, { d: 'ahb' }]],
  [{ d: { $regex: '^a\\sb' } }, [{ d: 'a b' }], [{ d: 'a\u00a0b' }]],
  [{ d: { $regex: '(?P<one>.)(?P=one)' } }, [{ d: 'aa' }], [{ d: 'ab' }]],
  [{ d: { $regex: '^[]a[]+$' } }, [{ d: ']a[' }], [{ d: 'b' }]],
  [{ d: { $regex: '^[\\w-.]+\\x{56e2}\\#a{' } }, [{ d: 'x-.团#a{' }], [{ d: 'x' }]],
  [{ d: /^.$/ }, [{ d: '😀' }, { d: '团' }], [{ d: 'ab' }]],
  [{ d: { $eq: /a/ } }, [{ d: /a/ }], [{ d: 'a' }, { d: /a/i }]],
  [{ d: /a/ }, [{ d: /a/ }, { d: 'a' }], [{ d: /b/ }]],
  [{ d: { $not: /^p.*/ } }, [{ d: 'x' }, {}, { d: 5 }], [{ d: 'pa' }, { d: ['x', 'p'] }]],
]);

check('logic', [
  [{ $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }], [{ a: 2 }]],
  [{ $nor: [{ price: 1.99 }, { sale: true }] }, [{}, { price: 2 }], [{ sale: true }]],
  [{ price: { $not: { $gt: 1.99 } } }, [{ price: 1 }, {}, { price: 'x' }], [{ price: 2 }, { price: [1, 2] }]],
  [{ $and: [{ a: { $gt: 1 } }, { a: { $lt: 3 } }], b: 1 }, [{ a: 2, b: 1 }], [{ a: 2 }, { a: 3, b: 1 }]],
  [{ $expr: { $gt: ['$spent', '$budget'] } }, [{ spent: 5, budget: 4 }], [{ spent: 4, budget: 4 }]],
  [{ a: { b: 1, $gt: 2 } }, [{ a: { b: 1, $gt: 2 } }], [{ a: 3 }]],
  [{ a: 1, $comment: 'why' }, [{ a: 1 }], [{ a: 2 }]],
  [{}, [{}, { a: 1 }], []],
  [{ constructor: { $exists: false } }, [{}], [{ constructor: 1 }]],
]);
