/** One process serves everybody: a scan of a whole collection must let others in between. Judged by order, never by time. */
import { createDatabase, type Document } from '../../../local/cloudbase/database';

const TOTAL = 30_000;

const database = createDatabase({
  location: ':memory:',
  schema: [{ name: 'things', indexes: [] }],
  now: () => 0,
});
const environment = database.environment('long-scan');
afterAll(() => database.close());

function* documents(): Generator<Document> {
  for (let n = 0; n < TOTAL; n++) yield { _id: n, n, kind: n % 10 };
}

beforeAll(() => {
  environment.load('things', documents());
});

const last = { filter: { n: TOTAL - 1 }, order: [], skip: 0, limit: 10 };
const sum = { name: '$group', value: { _id: '$kind', n: { $sum: 1 } } };

test.each<[string, () => Promise<unknown>, unknown]>([
  ['a query', async () => (await environment.find('things', last, undefined)).length, 1],
  [
    'a query that sorts',
    async () =>
      (
        await environment.find(
          'things',
          { ...last, filter: { kind: 3 }, order: [{ field: 'n', direction: -1 }] },
          undefined,
        )
      ).length,
    10,
  ],
  ['a count', () => environment.count('things', { kind: 3 }), TOTAL / 10],
  ['an aggregation', async () => (await environment.aggregate('things', [sum])).length, 10],
  [
    'an update of one',
    async () => (await environment.updateAndReturn('things', last.filter, { $set: { seen: 1 } })).matched,
    1,
  ],
  [
    'an update of many',
    async () =>
      (
        await environment.update('things', {
          filter: last.filter,
          modifier: { $set: { seen: 2 } },
          multi: true,
        })
      ).modified,
    1,
  ],
  ['a removal that finds nothing', () => environment.remove('things', { n: -1 }, true), 0],
])('%s lets others in', async (_title, run, expected) => {
  const order: string[] = [];
  const scan = run().then((result) => {
    order.push('scan');
    return result;
  });
  for (let served = 0; served < 5; served++) {
    await new Promise((resolve) => setImmediate(resolve));
    await environment.find('things', { ...last, filter: { _id: served } }, undefined);
    order.push('served');
  }
  expect(await scan).toBe(expected);
  expect(order).toEqual(['served', 'served', 'served', 'served', 'served', 'scan']);
});

test('a limit is still met without reading on', async () => {
  await environment.aggregate('things', [
    { name: '$match', value: { kind: 3 } },
    { name: '$project', value: { n: 1 } },
    { name: '$limit', value: 2 },
  ]);
  expect(environment.lastQuery.documentsExamined).toBeLessThan(50);
});

test('what is written while a scan waits is neither read twice nor lost', async () => {
  const counting = environment.count('things', { kind: { $gte: 0 } });
  await environment.insert('things', [{ _id: 'late', kind: 0 }]);
  expect([TOTAL, TOTAL + 1]).toContain(await counting);
  expect(await environment.count('things', { kind: { $gte: 0 } })).toBe(TOTAL + 1);
});
