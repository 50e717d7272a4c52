import type { SdkCollection, SdkDatabase } from '../sdk-client';
import { startPlaceForTest, type PlaceForTest } from '../start-place';

type Command = SdkDatabase['command'];

const ENV = 'query-operators';
const noon = new Date('2026-05-01T04:00:00.000Z');
const dusk = new Date('2026-05-01T10:00:00.000Z');

const DOCUMENTS = [
  {
    _id: 'a',
    n: 1,
    name: 'Anna',
    tags: ['x', 'y'],
    address: { city: '杭州', door: 1 },
    at: noon,
    flag: true,
  },
  { _id: 'b', n: 2, name: 'bob', tags: ['y'], address: { city: '上海', door: 2 }, at: dusk, flag: false },
  {
    _id: 'c',
    n: 3,
    name: 'Carl',
    tags: [],
    lines: [
      { sku: 's1', count: 1 },
      { sku: 's2', count: 5 },
    ],
    n2: null,
  },
  { _id: 'd', n: null, name: null, tags: 'y', lines: [{ sku: 's2', count: 1 }] },
  { _id: 'e', name: 'anna', n: '2', scores: [4, 12] },
];

/** The SDK's typings give mod() no parameters; it takes divisor and remainder. */
const modOf = (_: Command): ((divisor: number, remainder: number) => unknown) => _.mod;

let place: PlaceForTest;
let db: SdkDatabase;
let people: SdkCollection;

beforeAll(async () => {
  place = await startPlaceForTest({ envs: [ENV, 'object-id'], schema: [{ name: 'people', indexes: [] }] });
  db = place.client(ENV);
  people = db.collection('people');
  await people.add(DOCUMENTS);
});
afterAll(() => place.stop());

async function idsOf(filter: object): Promise<string> {
  const { data } = await people.where(filter).get();
  return data.map(({ _id }) => String(_id)).join('');
}

describe('comparison', () => {
  test.each<[string, (_: Command) => object, string]>([
    ['equal to a value', () => ({ n: 2 }), 'b'],
    ['eq', (_) => ({ n: _.eq(2) }), 'b'],
    ['neq also finds missing and other types', (_) => ({ n: _.neq(2) }), 'acde'],
    ['gt stays within the type', (_) => ({ n: _.gt(1) }), 'bc'],
    ['gte', (_) => ({ n: _.gte(2) }), 'bc'],
    ['lt', (_) => ({ n: _.lt(2) }), 'a'],
    ['lte', (_) => ({ n: _.lte(2) }), 'ab'],
    ['a range in one condition', (_) => ({ n: _.gt(1).and(_.lt(3)) }), 'b'],
    ['text compares as text', (_) => ({ n: _.gte('1') }), 'e'],
    ['in', (_) => ({ n: _.in([1, '2']) }), 'ae'],
    ['in with null finds missing too', (_) => ({ name: _.in([null]) }), 'd'],
    ['nin', (_) => ({ n: _.nin([1, 2]) }), 'cde'],
    ['dates compare', (_) => ({ at: _.gt(noon) }), 'b'],
    ['a date equals the same moment', () => ({ at: new Date(noon.getTime()) }), 'a'],
    ['booleans', () => ({ flag: false }), 'b'],
  ])('%s', async (_title, filter, ids) => {
    expect(await idsOf(filter(db.command))).toBe(ids);
  });
});

describe('null and missing', () => {
  test.each<[string, (_: Command) => object, string]>([
    ['null finds null and missing', () => ({ n2: null }), 'abcde'],
    ['exists tells them apart', (_) => ({ n2: _.exists(true) }), 'c'],
    ['exists false', (_) => ({ at: _.exists(false) }), 'cde'],
    ['neq null finds values', (_) => ({ name: _.neq(null) }), 'abce'],
  ])('%s', async (_title, filter, ids) => {
    expect(await idsOf(filter(db.command))).toBe(ids);
  });
});

describe('arrays', () => {
  test.each<[string, (_: Command) => object, string]>([
    ['a value finds an array that holds it', () => ({ tags: 'y' }), 'abd'],
    ['an array finds the same array', () => ({ tags: ['x', 'y'] }), 'a'],
    ['all', (_) => ({ tags: _.all(['x', 'y']) }), 'a'],
    ['all of one also finds a plain value', (_) => ({ tags: _.all(['y']) }), 'abd'],
    ['size', (_) => ({ tags: _.size(0) }), 'c'],
    ['elemMatch on values', (_) => ({ scores: _.elemMatch({ $gt: 3, $lt: 5 }) }), 'e'],
    ['one element above and another below', (_) => ({ scores: _.gt(10).and(_.lt(5)) }), 'e'],
    ['elemMatch on documents', (_) => ({ lines: _.elemMatch({ sku: 's2', count: _.gt(2) }) }), 'c'],
    ['a dotted path through an array', () => ({ 'lines.sku': 's2' }), 'cd'],
    ['a position in an array', () => ({ 'lines.0.sku': 's2' }), 'd'],
    ['mod', (_) => ({ scores: modOf(_)(5, 2) }), 'e'],
  ])('%s', async (_title, filter, ids) => {
    expect(await idsOf(filter(db.command))).toBe(ids);
  });
});

describe('nested objects', () => {
  test.each<[string, (_: Command) => object, string]>([
    ['a dotted path', () => ({ 'address.city': '杭州' }), 'a'],
    ['an object asks for the fields it names', () => ({ address: { city: '杭州' } }), 'a'],
    ['conditions inside an object', (_) => ({ address: { door: _.gt(1) } }), 'b'],
    ['eq with an object asks for the whole object', (_) => ({ address: _.eq({ city: '杭州' }) }), ''],
    ['eq with the whole object', (_) => ({ address: _.eq({ city: '杭州', door: 1 }) }), 'a'],
  ])('%s', async (_title, filter, ids) => {
    expect(await idsOf(filter(db.command))).toBe(ids);
  });
});

describe('logic', () => {
  test.each<[string, (_: Command) => object, string]>([
    ['or of documents', (_) => _.or([{ n: 1 }, { name: 'bob' }]), 'ab'],
    ['or on one field', (_) => ({ n: _.or(_.lt(2), _.gt(2)) }), 'ac'],
    ['and of documents', (_) => _.and([{ n: _.gt(0) }, { tags: 'y' }]), 'ab'],
    ['and with or inside', (_) => _.and([_.or([{ n: 1 }, { n: 3 }]), { name: 'Carl' }]), 'c'],
    ['not', (_) => ({ n: _.not(_.gt(1)) }), 'ade'],
    ['nor', (_) => _.nor([{ n: 1 }, { n: 2 }, { n: null }]), 'ce'],
    ['nor on one field', (_) => ({ n: _.nor([_.eq(1), _.eq(2)]) }), 'cde'],
    ['expr, where null is not a missing field', (_) => _.expr(_.aggregate.eq(['$n', '$address.door'])), 'ab'],
  ])('%s', async (_title, filter, ids) => {
    expect(await idsOf(filter(db.command))).toBe(ids);
  });
});

describe('patterns', () => {
  test('a regular expression, with flags, and the SDK own RegExp', async () => {
    expect(await idsOf({ name: /^anna$/i })).toBe('ae');
    expect(await idsOf({ name: /ar/ })).toBe('c');
    expect(await idsOf({ name: db.RegExp({ regexp: '^b', options: 'i' }) })).toBe('b');
    expect(await idsOf({ name: db.command.in([/^C/, 'bob']) })).toBe('bc');
    expect(await idsOf({ name: db.command.not(/a/i) })).toBe('bd');
    expect(await idsOf({ name: /anna/gi })).toBe('ae'); // the SDK sends the g flag; matching must not remember a position
  });
});

test('an ObjectId finds itself and not its text', async () => {
  const id = '65f0c0ffee65f0c0ffee65f0';
  const things = place.client('object-id').collection('people');
  await things.add([{ ref: db.ObjectId({ id }) }, { ref: id }]);
  expect((await things.where({ ref: db.ObjectId({ id }) }).count()).total).toBe(1);
  expect((await things.where({ ref: id }).count()).total).toBe(1);
});

test('what the local database cannot evaluate is refused by name, never matched wrongly', async () => {
  await expect(people.options({ raw: true }).where({ $where: 'true' }).get()).rejects.toThrow('$where');
  await expect(
    people
      .options({ raw: true })
      .where({ place: { $geoWithin: {} } })
      .get(),
  ).rejects.toThrow('$geoWithin');
  await expect(
    people
      .options({ raw: true })
      .where({ n: { $nonsense: 1 } })
      .get(),
  ).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
