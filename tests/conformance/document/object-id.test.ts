/** ObjectId fields as the SDK sends them: stored, found, and changed as ObjectIds, never as their text. */
import type { SdkCollection, SdkDatabase } from '../sdk-client';
import { startPlaceForTest, type PlaceForTest } from '../start-place';

const FIRST = '65f0c0ffee65f0c0ffee65f0';
const SECOND = '65f0c0ffee65f0c0ffee65f1';

let place: PlaceForTest;
let db: SdkDatabase;
let things: SdkCollection;

beforeAll(async () => {
  place = await startPlaceForTest({
    envs: ['object-ids'],
    schema: [{ name: 'things', indexes: [{ name: 'ref', keys: [{ field: 'ref', direction: 1 }] }] }],
  });
  db = place.client('object-ids');
  things = db.collection('things');
});
afterAll(() => place.stop());
beforeEach(() => place.empty());

const oid = (id: string) => db.ObjectId({ id });
const idsOf = async (filter: object) => (await things.where(filter).get()).data.map(({ _id }) => _id);

test('an id that is an ObjectId', async () => {
  const { id } = await things.add({ _id: oid(FIRST), n: 1 });
  expect(id).toBe(FIRST);
  expect(await things.where({ _id: oid(FIRST) }).update({ n: 2 })).toMatchObject({ updated: 1 });
  expect((await things.where({ _id: FIRST }).count()).total).toBe(0);
  expect((await things.where({ _id: oid(FIRST) }).get()).data).toMatchObject([{ n: 2 }]);
  expect((await things.where({ _id: db.command.in([oid(FIRST)]) }).remove()).deleted).toBe(1);
  await things.add({ _id: oid(FIRST) });
  await expect(things.add({ _id: oid(FIRST) })).rejects.toThrow('E11000');
});

test('a field, also inside objects and arrays', async () => {
  await things.add([
    { _id: 'a', ref: oid(FIRST), deep: { ref: oid(FIRST) }, list: [oid(FIRST), oid(SECOND)] },
    { _id: 'b', ref: FIRST },
  ]);
  expect(await idsOf({ ref: oid(FIRST) })).toEqual(['a']);
  expect(await idsOf({ ref: FIRST })).toEqual(['b']);
  expect(await idsOf({ 'deep.ref': oid(FIRST) })).toEqual(['a']);
  expect(await idsOf({ list: oid(SECOND) })).toEqual(['a']);
  expect(await idsOf({ ref: db.command.in([oid(SECOND), oid(FIRST)]) })).toEqual(['a']);
  expect(await idsOf({ ref: db.command.gt(oid('65f0c0ffee65f0c0ffee65e0')) })).toEqual(['a']);
});

test('changed by an update, a set and a push', async () => {
  await things.add({ _id: 'a', ref: oid(FIRST), list: [] });
  await things
    .doc('a')
    .update({ ref: oid(SECOND), 'deep.ref': oid(FIRST), list: db.command.push(oid(FIRST)) });
  expect(await idsOf({ ref: oid(SECOND), 'deep.ref': oid(FIRST), list: oid(FIRST) })).toEqual(['a']);
  await things.doc('a').set({ ref: oid(FIRST) });
  expect(await idsOf({ ref: oid(FIRST) })).toEqual(['a']);
});

test('what is no ObjectId is refused', async () => {
  await expect(things.add({ ref: oid('short') })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});
