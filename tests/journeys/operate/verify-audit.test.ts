import { execFile } from 'node:child_process';
import path from 'node:path';
import { addMs, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { openStore } from '../../../cloudfunctions/kit/store/store';
import { CHAIN_START, verifyChain } from '../../../cloudfunctions/office/audit/verify-chain';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import type { LocalCloud } from '../../../local/server';
import { newTestRequest, documentsOf, startJourney } from '../../stage/stage';

const ROOT = path.resolve(__dirname, '../../..');

/** The chain of the audit entries: what was told stays as it was told, or it is found. */
describe('npm run verify-audit', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const store = openStore({ databaseCalls: 0 }, 'write');
  const environment = () => cloud.database.environment(cloud.env);

  const tell = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const requestId = newTestRequest();
      await store.auditEntries.insert({
        _id: `aud_${requestId}-points.adjust-mem_x`,
        at: addMs(instant(cloud.clock.now()), n % 7),
        staffId: 'openid:a:he',
        staffName: '何',
        role: 'operator',
        via: null,
        storeId: null,
        action: 'points.adjust',
        subjectId: 'mem_x',
        about: ['mem_x'],
        reason: '补偿',
        detail: {},
        amountFen: null,
        points: n,
        before: { balance: 0 },
        after: { balance: n },
        requestId,
      });
    }
  };
  /** A sweep that looks everywhere: what a test writes leaves no mark. */
  const sweep = async (minutes = 3): Promise<void> => {
    for (const { _id } of documentsOf(cloud, 'dueWork')) await remove('dueWork', _id);
    cloud.moveClock(cloud.clock.now() + minutes * MINUTE_MS);
    await cloud.runTimers();
  };
  /** So much was told, and chained in several blocks. */
  const chain = async (...counts: number[]): Promise<void> => {
    for (const count of counts) {
      await tell(count);
      await sweep();
    }
  };
  const inOrder = () =>
    documentsOf(cloud, 'auditEntries').sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
  const found = async (expected?: { entries: number; hash: string }) => {
    let [place, isOver] = [CHAIN_START, false];
    const all: string[] = [];
    // A block at a time: a slice goes on where the last one stopped.
    while (!isOver) {
      let looked = 0;
      const part = await verifyChain(store, place, () => looked++ > 0, expected);
      all.push(...part.found.map(({ flaw, id }) => `${flaw} ${id}`));
      ({ place, isOver } = part);
    }
    return all;
  };
  const change = (name: string, _id: string, $set: object) =>
    environment().update(name, { filter: { _id }, modifier: { $set }, multi: false });
  const remove = (name: string, _id: string) => environment().remove(name, { _id }, false);

  it('agrees with what was told, however it was sliced; the tail of two minutes is not chained yet', async () => {
    await chain(3, 450, 1);
    await tell(2);
    expect(await found()).toEqual([]);
    const blocks = documentsOf(cloud, 'auditBlocks');
    expect(blocks.map(({ links }) => links.length)).toEqual([3, 200, 200, 50, 1]);
    const [head] = documentsOf(cloud, 'auditHeads');
    expect(head).toMatchObject({ blocks: 5, entries: 454, hash: blocks.at(-1)?.links.at(-1)?.hash });
    await chain(0);
    expect(documentsOf(cloud, 'auditHeads')[0]).toMatchObject({ entries: 456 });
    expect(await found()).toEqual([]);
  });

  it('two sweeps at once chain each entry once', async () => {
    await tell(30);
    await Promise.all([sweep(), sweep(0), sweep(0)]);
    expect(documentsOf(cloud, 'auditHeads')[0]).toMatchObject({ entries: 30 });
    expect(await found()).toEqual([]);
  });

  it.each([
    ['a word of the reason', { reason: '补偿了' }],
    ['who did it', { staffName: '周' }],
    ['a number inside', { after: { balance: 9 } }],
    ['a field that said nothing', { amountFen: 1 }],
  ])('an entry that was changed is named: %s', async (_what, spoilt) => {
    await chain(3, 4);
    const { _id } = inOrder()[4]!;
    await change('auditEntries', _id, spoilt);
    expect(await found()).toEqual([`changed ${_id}`]);
  });

  it('an entry whose moment was moved is named', async () => {
    await chain(3, 4);
    const { _id, at } = inOrder()[4]!;
    await change('auditEntries', _id, { at: at - DAY_MS });
    expect(await found()).toEqual([`inserted ${_id}`, `changed ${_id}`]);
  });

  it('an entry that was removed is named, the last one too', async () => {
    await chain(3, 4);
    const [first, last] = [inOrder()[0]!, inOrder()[6]!];
    await remove('auditEntries', first._id);
    await remove('auditEntries', last._id);
    expect(await found()).toEqual([`removed ${first._id}`, `removed ${last._id}`]);
  });

  it('an entry that was inserted later is named', async () => {
    await chain(3, 4);
    const { _id, ...other } = inOrder()[4]!;
    await environment().insert('auditEntries', [{ ...other, _id: `${_id}-more` }]);
    expect(await found()).toEqual([`inserted ${_id}-more`]);
    await sweep(24 * 60);
    // It is never chained either.
    expect(await found()).toEqual([`inserted ${_id}-more`]);
  });

  it('two entries that changed places are named, in the entries and in the block', async () => {
    await chain(7);
    const [one, other] = [inOrder()[2]!, inOrder()[3]!];
    await change('auditEntries', one._id, { at: other.at });
    await change('auditEntries', other._id, { at: one.at });
    expect((await found()).length).toBeGreaterThan(0);
    await change('auditEntries', one._id, { at: one.at });
    await change('auditEntries', other._id, { at: other.at });
    expect(await found()).toEqual([]);
    const [block] = documentsOf(cloud, 'auditBlocks');
    const [a, b, c, d, ...rest] = block!.links;
    await change('auditBlocks', block!._id, { links: [a, b, d, c, ...rest] });
    expect((await found()).some((text) => text.startsWith('reordered'))).toBe(true);
  });

  it('a chain that was cut is found: its blocks, its head, both', async () => {
    await chain(2, 3, 4);
    const blocks = documentsOf(cloud, 'auditBlocks');
    const [head] = documentsOf(cloud, 'auditHeads');
    await remove('auditBlocks', blocks[1]!._id);
    expect(await found()).toEqual([`block_missing ${blocks[1]!._id}`]);
    await environment().insert('auditBlocks', [blocks[1]!]);
    await remove('auditBlocks', blocks[2]!._id);
    expect(await found()).toEqual([`block_missing ${blocks[2]!._id}`]);
    await environment().insert('auditBlocks', [blocks[2]!]);
    await remove('auditHeads', head!._id);
    expect(await found()).toEqual([`head_missing ${blocks[0]!._id}`]);
  });

  it('a chain that was rewritten from end to end differs from the head the log told', async () => {
    await chain(2, 3);
    const [told] = documentsOf(cloud, 'auditHeads');
    const [first] = inOrder();
    for (const { _id } of documentsOf(cloud, 'auditBlocks')) await remove('auditBlocks', _id);
    await remove('auditHeads', told!._id);
    await change('auditEntries', first!._id, { reason: '没有的事' });
    await sweep();
    expect(await found()).toEqual([]);
    const [block] = documentsOf(cloud, 'auditBlocks');
    expect(await found({ entries: 5, hash: told!.hash })).toEqual([`not_as_expected ${block!._id}`]);
    expect(await found({ entries: 6, hash: told!.hash })).toEqual(['cut_off 5']);
  });

  it('the command says so and ends by it', async () => {
    await chain(3);
    const run = (...more: string[]): Promise<{ code: number; text: string }> =>
      new Promise((resolve) => {
        const file = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
        execFile(
          process.execPath,
          [file, 'scripts/verify-audit.ts', '--url', cloud.url, ...more],
          { cwd: ROOT },
          (error, stdout, stderr) =>
            resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
        );
      });
    const [head] = documentsOf(cloud, 'auditHeads');
    const good = await run('--head', `3:${head!.hash}`);
    expect(good).toMatchObject({ code: 0 });
    expect(good.text).toContain(`head 3:${head!.hash}`);
    await change('auditEntries', inOrder()[1]!._id, { points: 7 });
    const bad = await run();
    expect(bad.code).toBe(1);
    expect(bad.text).toContain(`${inOrder()[1]!._id} 内容被改过`);
  });
});
