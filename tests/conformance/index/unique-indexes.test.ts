import type { SdkCollection } from '../sdk-client';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

const ENV = 'unique';
const DUPLICATE = {
  code: 'DATABASE_REQUEST_FAILED',
  message: expect.stringContaining('E11000 duplicate key error') as string,
};

let gateway: GatewayForTest;
let members: SdkCollection;

beforeAll(async () => {
  gateway = await startGatewayForTest({
    schema: [
      {
        name: 'members',
        indexes: [
          { name: 'phone_unique', keys: [{ field: 'phone', direction: 1 }], unique: true },
          {
            name: 'store_number',
            keys: [
              { field: 'store', direction: 1 },
              { field: 'number', direction: -1 },
            ],
            unique: true,
          },
          { name: 'codes', keys: [{ field: 'codes', direction: 1 }], unique: true },
        ],
      },
    ],
  });
  members = gateway.client(ENV).collection('members');
});
afterAll(() => gateway.stop());
beforeEach(() => gateway.database.reset(ENV));

const member = (n: number, fields: object = {}): object => ({
  _id: `m${n}`,
  phone: `p${n}`,
  store: 's',
  number: n,
  codes: [`c${n}`],
  ...fields,
});

test('a taken value is refused on insert, update and set; the index is named', async () => {
  await members.add([member(1), member(2)]);
  await expect(members.add(member(3, { phone: 'p1' }))).rejects.toMatchObject(DUPLICATE);
  await expect(members.doc('m2').update({ phone: 'p1' })).rejects.toThrow('index: phone_unique');
  await expect(members.doc('m2').set({ ...member(2, { phone: 'p1' }), _id: undefined })).rejects.toThrow();
  expect((await members.doc('m2').get()).data[0]?.phone).toBe('p2');
});

test('a missing field counts as null, and two of them collide', async () => {
  await members.add(member(1, { phone: undefined }));
  await expect(members.add(member(2, { phone: undefined }))).rejects.toMatchObject(DUPLICATE);
  await expect(members.add(member(3, { phone: null }))).rejects.toMatchObject(DUPLICATE);
});

test('a compound key collides only as a whole', async () => {
  await members.add([member(1), member(2, { store: 't', number: 1 })]);
  await expect(members.add(member(3, { store: 't', number: 1 }))).rejects.toThrow('index: store_number');
});

test('every element of an array is a key; the same element twice in one document is not a collision', async () => {
  await members.add(member(1, { codes: ['x', 'x', 'y'] }));
  await expect(members.add(member(2, { codes: ['y'] }))).rejects.toThrow('index: codes');
});

test('a value given up is free again', async () => {
  await members.add(member(1));
  await members.doc('m1').update({ phone: 'other' });
  await members.add(member(2, { phone: 'p1' }));
  await members.doc('m2').remove();
  await members.add(member(3, { phone: 'p1' }));
  expect((await members.count()).total).toBe(2);
});

test('a document may be written again with its own key', async () => {
  await members.add(member(1));
  expect((await members.doc('m1').update({ phone: 'p1', note: 1 })).updated).toBe(1);
});

test('an update of many stops at the collision; the documents before it stay changed', async () => {
  await members.add([member(1), member(2)]);
  await expect(members.where({}).update({ phone: 'same' })).rejects.toMatchObject(DUPLICATE);
  expect((await members.where({ phone: 'same' }).get()).data.map(({ _id }) => _id)).toEqual(['m1']);
});

test('two arrays under one compound index are refused', async () => {
  const both = member(1, { store: ['s', 't'], number: [1, 2] });
  await expect(members.add(both)).rejects.toThrow('cannot index parallel arrays');
});
