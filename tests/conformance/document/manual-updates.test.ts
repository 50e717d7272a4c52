/** Updates by MongoDB's manual, through the SDK. */
import { manualPlace, REFUSED, titled, unlessRefused } from './manual-place';

const place = manualPlace('manual-updates');

type Update = [before: object, modifier: object, after: unknown, filter?: object];
const updates: Update[] = [
  [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  [
    { a: [{ n: 2 }, { n: 1 }, {}] },
    { $push: { a: { $each: [{ n: 0 }], $sort: { n: 1 } } } },
    { a: [{}, { n: 0 }, { n: 1 }, { n: 2 }] },
  ],
  [
    { a: [{ o: { n: 2 } }, { o: { n: 1 } }] },
    { $push: { a: { $each: [], $sort: { 'o.n': 1 } } } },
    { a: [{ o: { n: 1 } }, { o: { n: 2 } }] },
  ],
  [{ a: [1] }, { $push: { a: { $each: [2], $position: 9 } } }, { a: [1, 2] }],
  [{ a: [{ b: 1 }, 5, { b: 2 }] }, { $pull: { a: { b: { $in: [1] } } } }, { a: [5, { b: 2 }] }],
  [{ a: [1, [4], 5] }, { $pull: { a: { $gte: 4 } } }, { a: [1] }],
  [{ a: [{ b: 1, c: 1 }, { b: 1 }] }, { $pull: { a: { b: 1 } } }, { a: [] }],
  [{ a: [null, 1] }, { $addToSet: { a: { $each: [null, 1, 2, 2] } } }, { a: [null, 1, 2] }],
  [{}, { $addToSet: { a: 1 } }, { a: [1] }],
  [{}, { $inc: { 'a.b.c': 2 } }, { a: { b: { c: 2 } } }],
  [{}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  [{ a: [1] }, { $set: { 'a.0.b': 1 } }, REFUSED],
  [{}, { $min: { a: null } }, { a: null }],
  [{ a: 5 }, { $min: { a: null } }, { a: null }],
  [{ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  [{ a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  [{ a: 1 }, { $rename: { a: 'a.b' } }, REFUSED],
  [{ a: 1 }, { $set: {} }, REFUSED],
  [{ a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
  [{ a: [{ b: 1 }, { b: 2 }] }, { $unset: { 'a.0.b': '' } }, { a: [{}, { b: 2 }] }],
  [{ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  [{}, { $pop: { a: 1 } }, {}],
  [{ a: 'x' }, { $pop: { a: 1 } }, REFUSED],
  [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  [{ a: 1 }, { $mul: { a: 'x' } }, REFUSED],
  [{ a: 1 }, { b: 2 }, REFUSED],
  [{ a: 1 }, { $set: { b: 1 }, c: 2 }, REFUSED],
  [{ a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  [{ a: [{ b: 1 }] }, { $pullAll: { a: [{ b: 1 }] } }, { a: [] }],
  [{ a: 1.5 }, { $inc: { a: 0.25 } }, { a: 1.75 }],
  [{ a: { b: 1 } }, { $set: { a: { c: 1 } } }, { a: { c: 1 } }],
  [{ a: [1, 2] }, { $set: { 'a.-1': 1 } }, REFUSED],
  [{ a: [1, 2] }, { $inc: { 'a.1': 5 } }, { a: [1, 7] }],
  [{ a: [[1]] }, { $push: { 'a.0': 2 } }, { a: [[1, 2]] }],
  [{ a: 1 }, { $currentDate: { b: { $type: 'bad' } } }, REFUSED],
  [{ a: [1, 2, 1] }, { $pull: { a: { $in: [1] } } }, { a: [2] }],
  [{ a: 5 }, { $bit: { a: { or: 2, and: 6 } } }, { a: 6 }],
  [{ a: 1 }, { $push: { b: { $each: [1, 2, 3], $slice: -2, $sort: -1 } } }, { a: 1, b: [2, 1] }],
  [{ a: 1 }, { $push: { b: { $each: [1], $position: 1.5 } } }, REFUSED],
  [{ a: 1 }, { $push: { b: { $slice: 1 } } }, REFUSED],
  [
    {
      a: [
        { b: 1, l: [1] },
        { b: 2, l: [2] },
      ],
    },
    { $push: { 'a.$.l': { $each: [9, 8], $position: 0, $slice: 2 } } },
    {
      a: [
        { b: 1, l: [1] },
        { b: 2, l: [9, 8] },
      ],
    },
    { a: { $elemMatch: { b: 2 } } },
  ],
  [{ a: [1, 2], b: [3, 4] }, { $set: { 'a.$': 0 } }, { a: [1, 0], b: [3, 4] }, { a: 2 }],
  [{ a: [{ n: 1 }, { n: 2 }] }, { $rename: { 'a.n': 'b' } }, REFUSED],
  [{ a: 1 }, { $set: { $b: 1 } }, REFUSED],
  [{ a: [5, 5] }, { $pull: { a: 5 }, $push: { a: 6 } }, REFUSED],
  [{ a: 1 }, { $inc: { a: 1 }, $set: { 'a.b': 2 } }, REFUSED],
  [{ a: 1 }, { $pull: { a: { $bad: 1 } } }, REFUSED],
  [{ a: 1 }, { $unset: { _id: '' } }, REFUSED],
  [{ a: 1 }, { $set: { _id: 'one' } }, { a: 1 }],
  [{ a: [{ b: [1, 2] }, { b: [3] }] }, { $set: { 'a.$[].b.0': 9 } }, { a: [{ b: [9, 2] }, { b: [9] }] }],
];

test.each(titled(updates, 1))('%s', async (_title, [before, modifier, after, filter]) => {
  await place.left.add({ _id: 'one', ...before });
  const update = async (): Promise<unknown> => {
    await place.left
      .options({ raw: true })
      .where({ _id: 'one', ...filter })
      .update(modifier);
    const { _id, ...rest } = (await place.left.doc('one').get()).data[0] ?? {};
    expect(_id).toBe('one');
    return rest;
  };
  expect(await unlessRefused(update())).toEqual(after);
});

/** What no document could take is refused of none, too. */
test.each<object>([
  { $inc: { a: 'x' } },
  { $mul: { 'a.b': null } },
  { $bit: { a: { nand: 1 } } },
  { $push: { a: { $each: 5 } } },
  { $addToSet: { a: { $each: 5 } } },
  { $pop: { a: 2 } },
  { $pull: { 'a.$[].b': { $gt: 1, $bad: 1 } } },
  { $pullAll: { a: 5 } },
  { $currentDate: { a: 'x' } },
])('%j finds nobody and is refused', async (modifier) => {
  const update = place.left.options({ raw: true }).where({ _id: 'nobody' }).update(modifier);
  expect(await unlessRefused(update)).toBe(REFUSED);
});
