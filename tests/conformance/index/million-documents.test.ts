/** What a query costs is asserted in documents examined, never in time: the machine may be slow, the plan may not. */
import type { Document } from '../../../local/cloudbase/database';
import type { SdkCollection, SdkDatabase } from '../sdk-client';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

const ENV = 'million';
const TOTAL = 1_000_000;
const START = Date.parse('2026-01-01T00:00:00Z');

let gateway: GatewayForTest;
let db: SdkDatabase;
let reminders: SdkCollection;

/** One reminder a minute for a million minutes; every thousandth is still pending. */
function* reminderDocuments(): Generator<Document> {
  for (let n = 0; n < TOTAL; n++) {
    const status = n % 1000 === 0 ? 'pending' : 'sent';
    yield { _id: `r${n}`, n, status, dueAt: START + n * 60_000 };
  }
}

beforeAll(async () => {
  gateway = await startGatewayForTest({
    schema: [
      {
        name: 'reminders',
        indexes: [
          {
            name: 'status_dueAt',
            keys: [
              { field: 'status', direction: 1 },
              { field: 'dueAt', direction: 1 },
            ],
          },
        ],
      },
    ],
  });
  db = gateway.client(ENV);
  reminders = db.collection('reminders');
  gateway.database.environment(ENV).load('reminders', reminderDocuments());
});
afterAll(() => gateway.stop());

const examined = (): number => gateway.database.environment(ENV).lastQuery.documentsExamined;

test('a range with an order and a limit reads only its page', async () => {
  const { lte, gt } = db.command;
  const due = reminders.where({ status: 'pending', dueAt: lte(START + 900_000 * 60_000) });
  const latest = await due.orderBy('dueAt', 'desc').limit(100).get();
  expect(latest.data.map(({ n }) => n).slice(0, 2)).toEqual([900_000, 899_000]);
  expect(examined()).toBe(100);

  const earliest = await due.orderBy('dueAt', 'asc').skip(50).limit(20).get();
  expect(earliest.data[0]?.n).toBe(50_000);
  expect(examined()).toBe(70);

  const recent = await reminders
    .where({ status: 'sent', dueAt: gt(START + 999_990 * 60_000) })
    .orderBy('dueAt', 'asc')
    .get();
  expect(recent.data).toHaveLength(9);
  expect(examined()).toBe(9);
});

test('a list of values with an order reads one page per value', async () => {
  const { in: anyOf } = db.command;
  const { data } = await reminders
    .where({ status: anyOf(['pending', 'sent']) })
    .orderBy('dueAt', 'asc')
    .limit(10)
    .get();
  expect(data.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(examined()).toBe(20);
});

test('each branch of an or is narrowed by its own index', async () => {
  const { or, gte } = db.command;
  const branches = or([{ _id: 'r5' }, { status: 'sent', dueAt: gte(START + 999_998 * 60_000) }]);
  const { data } = await reminders.where(branches).orderBy('n', 'desc').get();
  expect(data.map(({ n }) => n)).toEqual([999_999, 999_998, 5]);
  expect(examined()).toBe(3);
});

test('by id, and updates by condition, read what they touch', async () => {
  expect((await reminders.where({ _id: 'r777777' }).get()).data[0]?.n).toBe(777_777);
  expect(examined()).toBe(1);
  const oldest = reminders.where({ status: 'pending', dueAt: db.command.lt(START + 60_000) });
  expect((await oldest.update({ status: 'sent' })).updated).toBe(1);
  expect(examined()).toBe(1);
  expect((await oldest.count()).total).toBe(0);
});

test('pages by cursor cost the same at the end as at the beginning', async () => {
  const { gt } = db.command;
  const { data } = await reminders
    .where({ _id: gt('r99999') })
    .orderBy('_id', 'asc')
    .limit(50)
    .get();
  expect(data[0]?._id).toBe('r999990');
  expect(examined()).toBe(10);
});
