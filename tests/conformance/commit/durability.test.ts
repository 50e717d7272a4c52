import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CRASH_ENV, CRASH_SCHEMA, GROUP_SIZE } from './crash-schema';
import { startGatewayForTest } from '../start-gateway';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuanka-database-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a restart loses nothing: documents, collections, indexes and environments', async () => {
  const schema = [
    {
      name: 'members',
      indexes: [{ name: 'phone', keys: [{ field: 'phone', direction: 1 as const }], unique: true }],
    },
  ];
  const before = await startGatewayForTest({ location: folder, schema });
  await before
    .client('one')
    .collection('members')
    .add({ _id: 'a', phone: '1', at: new Date(5) });
  await before.client('two').collection('members').add({ _id: 'b', phone: '1' });
  await before.client('one').createCollection('made');
  await before
    .client('one')
    .collection('made')
    .add({ _id: 'm', list: [1, 2] });
  const open = await before.client('one').startTransaction();
  await open.collection('members').add({ _id: 'uncommitted', phone: '9' });
  await before.stop();

  const after = await startGatewayForTest({ location: folder, schema });
  const members = after.client('one').collection('members');
  expect((await members.get()).data).toEqual([{ _id: 'a', phone: '1', at: new Date(5) }]);
  expect((await after.client('two').collection('members').get()).data).toEqual([{ _id: 'b', phone: '1' }]);
  expect((await after.client('one').collection('made').get()).data).toEqual([{ _id: 'm', list: [1, 2] }]);
  await expect(members.add({ phone: '1' })).rejects.toThrow('E11000');
  await after.stop();
});

test('an index declared later is built over what is there', async () => {
  const before = await startGatewayForTest({ location: folder, schema: [{ name: 'notes', indexes: [] }] });
  await before
    .client('later')
    .collection('notes')
    .add([{ n: 1 }, { n: 2 }, { n: 3 }]);
  await before.stop();

  const indexes = [{ name: 'n', keys: [{ field: 'n', direction: 1 as const }] }];
  const after = await startGatewayForTest({ location: folder, schema: [{ name: 'notes', indexes }] });
  expect((await after.client('later').collection('notes').where({ n: 2 }).get()).data).toHaveLength(1);
  expect(after.database.environment('later').lastQuery).toEqual({ documentsExamined: 1, indexUsed: 'n' });
  await after.stop();
});

/** Runs the writer from `first`, kills it hard after so many acknowledgements, and answers the last number acknowledged. */
async function writeAndKill(first: number, acknowledgements: number): Promise<number> {
  const script = join(__dirname, 'crash-writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let last = first - 1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === first + acknowledgements - 1) child.kill('SIGKILL'); // the writer is already in its next commit
  }
  await exited;
  return last;
}

test('kill -9 in the middle of commits leaves a whole group or none of it, and everything acknowledged', async () => {
  let next = 0;
  for (const acknowledgements of [3, 20, 7, 41, 12, 28, 5]) {
    const acknowledged = await writeAndKill(next, acknowledgements);

    const gateway = await startGatewayForTest({ location: folder, schema: CRASH_SCHEMA });
    const client = gateway.client(CRASH_ENV);
    const groups = await client
      .collection('grouped')
      .aggregate()
      .group({ _id: '$n', documents: client.command.aggregate.sum(1) })
      .sort({ _id: 1 })
      .end();
    const whole = groups.data.map((_, n) => ({ _id: n, documents: GROUP_SIZE }));
    expect(groups.data).toEqual(whole); // no hole, no part
    expect(whole.length).toBeGreaterThan(acknowledged);
    expect((await client.collection('counters').doc('last').get()).data).toEqual([
      { _id: 'last', n: whole.length - 1 },
    ]);
    const byIndex = await client
      .collection('grouped')
      .where({ n: client.command.gte(0) })
      .count();
    expect(byIndex.total).toBe(whole.length * GROUP_SIZE);
    next = whole.length;
    await gateway.stop();
  }
}, 60_000);
