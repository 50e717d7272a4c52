/** Projections by MongoDB's manual. */
import type { Document } from '../values/document-text';
import { projectDocuments } from './projection';

const project = (document: Document, spec: Document, filter?: Document): string =>
  JSON.stringify(projectDocuments([document], spec, filter)[0]);

const journal = {
  item: 'journal',
  _id: 1,
  size: { h: 14, w: 21, uom: 'cm' },
  instock: [
    { warehouse: 'A', qty: 5 },
    { warehouse: 'B', qty: 15 },
  ],
};

test.each<[Document, Document, string]>([
  [journal, { size: 1, item: 1 }, '{"_id":1,"item":"journal","size":{"h":14,"w":21,"uom":"cm"}}'],
  [journal, { item: 1, _id: 0 }, '{"item":"journal"}'],
  [journal, { size: 0, instock: 0 }, '{"_id":1,"item":"journal"}'],
  [journal, { 'size.uom': 1 }, '{"_id":1,"size":{"uom":"cm"}}'],
  [journal, { size: { uom: 1 } }, '{"_id":1,"size":{"uom":"cm"}}'],
  [journal, { 'size.uom': 0, instock: 0 }, '{"_id":1,"item":"journal","size":{"h":14,"w":21}}'],
  [journal, { 'instock.qty': 1 }, '{"_id":1,"instock":[{"qty":5},{"qty":15}]}'],
  [
    journal,
    { 'instock.qty': 0, size: 0 },
    '{"_id":1,"item":"journal","instock":[{"warehouse":"A"},{"warehouse":"B"}]}',
  ],
  [
    journal,
    { item: 1, instock: { $slice: -1 } },
    '{"_id":1,"item":"journal","instock":[{"warehouse":"B","qty":15}]}',
  ],
  [journal, { _id: 1 }, '{"_id":1}'],
  [{ a: 1, _id: 2 }, { _id: 0 }, '{"a":1}'],
  [{ a: 1, _id: 2 }, { nothing: 0 }, '{"_id":2,"a":1}'],
  [{ _id: 1, a: [1, 2, 3], b: 1 }, { a: { $slice: 2 } }, '{"_id":1,"a":[1,2],"b":1}'],
  [{ _id: 1, a: [1, 2, 3] }, { a: { $slice: [1, 1] } }, '{"_id":1,"a":[2]}'],
  [{ _id: 1, a: [1, 2, 3] }, { a: { $slice: [-2, 1] } }, '{"_id":1,"a":[2]}'],
  [{ _id: 1, a: [1, 2, 3] }, { a: { $slice: [-9, 2] } }, '{"_id":1,"a":[1,2]}'],
  [{ _id: 1, a: 'text' }, { a: { $slice: 1 } }, '{"_id":1,"a":"text"}'],
  [{ _id: 1, a: 'text', b: 1 }, { 'a.x': 1, b: 1 }, '{"_id":1,"b":1}'],
  [
    { _id: 1, a: [1, { x: 1 }, {}, [{ x: 2 }, 5], 's'] },
    { 'a.x': 1 },
    '{"_id":1,"a":[{"x":1},{},[{"x":2}]]}',
  ],
  [{ _id: 1, a: [1, { x: 1 }] }, { 'a.x': 0 }, '{"_id":1,"a":[1,{}]}'],
  [
    { _id: 1, a: [{ s: 1 }, { s: 2 }, { s: 2, t: 1 }], b: 1 },
    { a: { $elemMatch: { s: 2 } } },
    '{"_id":1,"a":[{"s":2}]}',
  ],
  [{ _id: 1, a: [1, 5, 6] }, { a: { $elemMatch: { $gt: 4 } } }, '{"_id":1,"a":[5]}'],
  [{ _id: 1, a: [1] }, { a: { $elemMatch: { $gt: 4 } } }, '{"_id":1}'],
])('%j chosen by %j', (document, spec, expected) => {
  expect(project(document, spec)).toBe(expected);
});

test('the element the query found', () => {
  expect(project({ _id: 1, a: [1, 7, 8], b: 1 }, { 'a.$': 1 }, { a: { $gte: 5 } })).toBe('{"_id":1,"a":[7]}');
  expect(() => project({ _id: 1, a: [1] }, { 'a.$': 1 }, {})).toThrow('positional operator');
});

test.each<[Document, string]>([
  [{ a: 1, b: 0 }, 'Cannot do exclusion on field b in inclusion projection'],
  [{ a: 1, 'a.b': 1 }, 'Path collision at a.b'],
  [{ 'a.b': 1, a: 1 }, 'Path collision at a'],
  [{ a: { $slice: 'x' } }, 'Invalid $slice syntax'],
  [{ a: { $slice: [1, 0] } }, 'must be positive'],
  [{ a: { $nonsense: 1 } }, 'Unsupported projection option'],
])('%j is refused', (spec, message) => {
  expect(() => project({ _id: 1 }, spec)).toThrow(message);
});
