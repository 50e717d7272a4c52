import { toldChange } from './told-change';

it.each<[object | null, object, object]>([
  [null, { name: '券', savedBy: 'r' }, { before: null, after: { name: '券' } }],
  [
    { a: 1, b: 2 },
    { a: 1, b: 3 },
    { before: { b: 2 }, after: { b: 3 } },
  ],
  [
    { a: { b: 1 } },
    { a: { b: 2, c: true } },
    { before: { 'a.b': 1, 'a.c': null }, after: { 'a.b': 2, 'a.c': true } },
  ],
  [{ list: [1, 2] }, { list: [1] }, { before: { 'list.1': 2 }, after: { 'list.1': null } }],
  [{ a: 1 }, { a: 1 }, { before: {}, after: {} }],
  [{ a: null }, {}, { before: {}, after: {} }],
])('of %j to %j', (before, after, told) => {
  expect(toldChange(before, after)).toEqual(told);
});

it('tells so many values and no more', () => {
  const many = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`field${n}`, n]));
  expect(Object.keys(toldChange(null, many).after)).toHaveLength(60);
});
