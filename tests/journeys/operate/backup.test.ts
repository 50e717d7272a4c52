import { execFile } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import type { LocalCloud } from '../../../local/server';
import { payVariables } from '../../../local/wechat/pay';
import { documentOf, lineOf } from '../../../scripts/backup/archive';
import { restoreBackup } from '../../../scripts/backup/restore-backup';
import { writeBackup } from '../../../scripts/backup/write-backup';
import { paidOrder, pass, refundBy } from '../../stage/money-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

const ROOT = path.resolve(__dirname, '../../..');
const SCRIPTS = {
  backup: 'backup/backup',
  restore: 'backup/restore',
  'verify-ledger': 'verify-ledger',
  'verify-money': 'verify-money',
};

/** `npm run backup` and `npm run restore` on the gateway of a running local cloud; once as processes of their own. */
describe('the whole database out and in', () => {
  let cloud: LocalCloud;
  let folder = '';
  beforeAll(async () => {
    cloud = await startJourney();
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    folder = mkdtempSync(path.join(tmpdir(), 'tuanka-backup-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud.close();
  });

  const run = (command: keyof typeof SCRIPTS, ...more: string[]): Promise<{ code: number; text: string }> =>
    new Promise((resolve) => {
      const file = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      const env = { ...process.env, ...payVariables(cloud.url) };
      execFile(
        process.execPath,
        [file, `scripts/${SCRIPTS[command]}.ts`, '--url', cloud.url, ...more],
        { cwd: ROOT, env },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
      );
    });
  const byId = (one: { _id: string }, other: { _id: string }): number => (one._id < other._id ? -1 : 1);
  const everything = () =>
    Object.fromEntries(collectionNames.map((name) => [name, [...documentsOf(cloud, name)].sort(byId)]));
  const empty = () => {
    cloud.database.reset(cloud.env);
    cloud.storage.clear();
  };
  const CAT = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.from('cat'),
  ]);

  it('brings back every document, and ledger and money agree as before', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await paidOrder(cloud, lin, 10_000);
    await paidOrder(cloud, lin, 5000);
    await refundBy(cloud, orderId, 3000);
    await shopperWithPoints(cloud, 'shopper-wang', 300);
    const wang = phoneOf(cloud, 'shopper-wang');
    await wang.member.saveAvatar({ picture: CAT.toString('base64') });
    await pass(cloud, 11);
    const before = everything();
    expect(before['orders']).toHaveLength(2);
    expect(before['pointsEntries']?.length).toBeGreaterThan(1);

    const saved = path.join(folder, 'saved');
    const backup = await run('backup', '--out', saved);
    expect(backup).toMatchObject({ code: 0 });
    expect(statSync(path.join(saved, 'members.ndjson')).mode & 0o077).toBe(0);
    expect((await run('backup', '--out', saved)).code).toBe(1);

    expect((await run('restore', '--from', saved)).text).toContain('只能恢复到空环境');
    empty();
    const restored = await run('restore', '--from', saved);
    expect(restored).toMatchObject({ code: 0 });
    expect(everything()).toEqual(before);
    const { avatar } = await wang.member.readDetails({});
    expect(Buffer.from(await (await fetch(avatar?.url ?? '')).arrayBuffer())).toEqual(CAT);
    for (const command of ['verify-ledger', 'verify-money'] as const)
      expect(await run(command)).toMatchObject({ code: 0 });

    // The merchant goes on: what was agreed before is undone by the same terms.
    await refundBy(cloud, orderId, 7000);
    await pass(cloud, 11);
    expect((await run('verify-money')).code).toBe(0);
  });

  it('goes on where it was interrupted, whether the last answer was lost or never given', async () => {
    const saved = path.join(folder, 'interrupted');
    await writeBackup(saved, cloud.env, cloud.clock.now());
    const before = everything();
    empty();
    // Every first document of a collection, the very first of all included.
    for (const where of [{}, { collection: 'orders' }])
      for (const kind of ['drop', 'drop-after']) {
        cloud.faults.apply({ target: 'database', ...where, action: 'database.insertDocument', kind });
        await expect(restoreBackup(saved, cloud.env)).rejects.toThrow();
        cloud.faults.apply({ clear: true });
        expect(documentsOf(cloud, 'dueWork')).toEqual([]);
      }
    await restoreBackup(saved, cloud.env);
    expect(everything()).toEqual(before);

    // A rehearsal is emptied and rehearsed again from the same folder: nothing is taken for done.
    empty();
    await restoreBackup(saved, cloud.env);
    expect(everything()).toEqual(before);
    const [picture] = documentsOf(cloud, 'pictures');
    expect(cloud.storage.read(picture?.fileId ?? '')).toEqual(CAT);
    // What is missing in one that had ended is told, and not said to be back.
    await cloud.database.environment(cloud.env).remove('orders', {}, false);
    await expect(restoreBackup(saved, cloud.env)).rejects.toThrow('orders 应有');
  });

  it('puts files into an environment of another name, and documents name them by the ids they have there', async () => {
    const saved = path.join(folder, 'elsewhere');
    await writeBackup(saved, cloud.env, cloud.clock.now());
    const [picture] = documentsOf(cloud, 'pictures');
    Object.assign(process.env, platformVariables('elsewhere', `${cloud.url}/admin`));
    try {
      await restoreBackup(saved, 'elsewhere');
      // Run again it puts nothing twice, and finds everything there.
      await restoreBackup(saved, 'elsewhere');
    } finally {
      Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    }
    const all = { filter: {}, order: [], skip: 0, limit: 10 };
    const there = cloud.database.environment('elsewhere');
    const fileId = picture?.fileId?.replace(cloud.env, 'elsewhere') ?? '';
    expect(there.findDocuments('pictures', all).map(({ document }) => document)).toEqual([
      { ...picture, fileId },
    ]);
    expect(cloud.storage.read(fileId)).toEqual(CAT);
    expect(
      there
        .findDocuments('members', all)
        .map(({ document }) => JSON.stringify(document))
        .join(),
    ).toContain(fileId);
  });

  it('keeps each document on one line, whatever line ends are in its texts', () => {
    const document = { _id: 'a', text: 'one\u2028two\u2029three\r\nfour', at: new Date(5) };
    expect(lineOf(document)).not.toMatch(/[\u2028\u2029\r\n]/);
    expect(documentOf(lineOf(document))).toEqual(document);
  });

  it('takes nothing from a backup that did not end, was changed, or into other documents', async () => {
    const saved = path.join(folder, 'changed');
    await writeBackup(saved, cloud.env, cloud.clock.now());
    await expect(restoreBackup(saved, cloud.env)).rejects.toThrow('只能恢复到空环境');
    empty();
    await expect(restoreBackup(folder, cloud.env)).rejects.toThrow('不是一份完整的备份');
    const file = path.join(saved, 'members.ndjson');
    const members = readFileSync(file, 'utf8');
    const [picture = ''] = readdirSync(path.join(saved, 'files'));
    const kept = readFileSync(path.join(saved, 'files', picture));
    writeFileSync(path.join(saved, 'files', picture), 'a dog');
    await expect(restoreBackup(saved, cloud.env)).rejects.toThrow('文件被改动或不完整');
    writeFileSync(path.join(saved, 'files', picture), kept);
    appendFileSync(file, `${members.split('\n')[0]}\n`);
    await expect(restoreBackup(saved, cloud.env)).rejects.toThrow('文件被改动或不完整');
    expect(documentsOf(cloud, 'members')).toEqual([]);

    writeFileSync(file, members);
    await restoreBackup(saved, cloud.env);
    await cloud.database
      .environment(cloud.env)
      .update('members', { filter: {}, modifier: { $set: { cardPlanId: 'another' } }, multi: true });
    writeFileSync(
      path.join(saved, `restored-to-${cloud.env}.json`),
      JSON.stringify({ env: cloud.env, collection: 'members', documents: 0 }),
    );
    await expect(restoreBackup(saved, cloud.env)).rejects.toThrow('不同的同号文档');
  });
});
