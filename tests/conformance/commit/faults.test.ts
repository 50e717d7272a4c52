import { describeCall } from '../../../local/cloudbase/gateway';
import type { SdkCollection, SdkDatabase } from '../sdk-client';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

const ENV = 'faults';
let gateway: GatewayForTest;
let db: SdkDatabase;
let notes: SdkCollection;

beforeAll(async () => {
  gateway = await startGatewayForTest({ schema: [{ name: 'notes', indexes: [] }] });
  db = gateway.client(ENV);
  notes = db.collection('notes');
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.faults.clear();
  gateway.database.reset(ENV);
});

const INSERT = 'database.insertDocument';
const stored = async (): Promise<number> => (await notes.count()).total;

test.each([
  ['drop: not executed, the connection closes', 'drop', 0],
  ['drop-after: executed, the connection closes', 'drop-after', 1],
  ['error-before: not executed', 'error-before', 0],
  ['error-after: executed', 'error-after', 1],
  ['conflict: not executed', 'conflict', 0],
  ['duplicate: executed twice, so the second finds the first', 'duplicate', 1],
] as const)('%s', async (_title, kind, count) => {
  gateway.faults.setRules([{ kind, action: INSERT }]);
  await expect(notes.add({ _id: 'one' })).rejects.toThrow();
  expect(await stored()).toBe(count);
});

test('a delayed call succeeds', async () => {
  gateway.faults.setRules([{ kind: 'delay', delayMs: 5 }]);
  await notes.add({ _id: 'one' });
  expect(await stored()).toBe(1);
});

test('the nth matching call only, a limited number of times, by collection and by pattern', async () => {
  gateway.faults.setRules([{ kind: 'error-before', action: INSERT, nth: 2 }]);
  await notes.add({ n: 1 });
  await expect(notes.add({ n: 2 })).rejects.toMatchObject({ code: 'SYS_ERR' });
  await notes.add({ n: 3 });

  gateway.faults.setRules([
    { kind: 'error-before', action: 'database.*Document', collection: 'notes', times: 1 },
  ]);
  await expect(notes.get()).rejects.toMatchObject({ code: 'SYS_ERR' });
  await notes.get();

  gateway.faults.setRules([
    { kind: 'error-before', collection: 'others' },
    { kind: 'error-before', env: 'others' },
  ]);
  expect(await stored()).toBe(2);
});

test('the same seed breaks the same calls', async () => {
  const outcomes = async (seed: number): Promise<string> => {
    gateway.faults.setRules([{ kind: 'error-before', probability: 0.5 }], seed);
    const calls: string[] = [];
    for (let i = 0; i < 24; i++)
      calls.push(
        await notes.count().then(
          () => '.',
          () => 'x',
        ),
      );
    return calls.join('');
  };
  const first = await outcomes(42);
  expect(await outcomes(42)).toBe(first);
  expect(await outcomes(43)).not.toBe(first);
  expect(first).toContain('x');
  expect(first).toContain('.');
});

test('an injected conflict ends the transaction, and runTransaction retries it', async () => {
  gateway.faults.setRules([{ kind: 'conflict', action: INSERT, nth: 2 }]);
  let runs = 0;
  await db.runTransaction(async (transaction) => {
    runs++;
    await transaction.collection('notes').add({ _id: 'one' });
    await transaction.collection('notes').add({ _id: 'two' });
  });
  expect([runs, await stored()]).toEqual([2, 2]);
});

test('an error after the commit: the answer is lost, the commit stands', async () => {
  gateway.faults.setRules([{ kind: 'error-after', action: 'database.commitTransaction' }]);
  const lost = db.runTransaction((transaction) => transaction.collection('notes').add({ _id: 'one' }));
  await expect(lost).rejects.toMatchObject({ code: 'SYS_ERR' });
  expect(await stored()).toBe(1);
});

test('the trace names every call of a use case, so that each can be broken in turn', async () => {
  const useCase = (): Promise<unknown> =>
    db.runTransaction(async (transaction) => {
      await transaction.collection('notes').doc('one').get();
      await transaction.collection('notes').doc('one').set({ n: 1 });
    });
  gateway.faults.startTrace();
  await useCase();
  const calls = gateway.faults.trace;
  expect(calls.map((call) => describeCall(call).replace(/^#\d+ /, ''))).toEqual([
    'startTransaction',
    'getDocument notes (in transaction)',
    'modifyDocument notes (in transaction)',
    'commitTransaction (in transaction)',
  ]);
  for (let nth = 1; nth <= calls.length; nth++) {
    gateway.database.reset(ENV);
    gateway.faults.setRules([{ kind: 'error-before', env: ENV, nth }]);
    await expect(useCase()).rejects.toMatchObject({ code: 'SYS_ERR' });
    gateway.faults.clear();
    expect(await stored()).toBe(0);
  }
});
