import { execFile } from 'node:child_process';
import path from 'node:path';
import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { differencesIn, ledgerOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON } from '../../stage/stage';

const ROOT = path.resolve(__dirname, '../../..');

/** `npm run verify-ledger` as a process of its own, on the gateway of a running local cloud. */
describe('npm run verify-ledger', () => {
  const cloud = sharedCloud();

  const run = (...more: string[]): Promise<{ code: number; text: string }> =>
    new Promise((resolve) => {
      const file = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      const place = ['--url', cloud.url, ...more];
      execFile(
        process.execPath,
        [file, 'scripts/verify-ledger.ts', ...place],
        { cwd: ROOT },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
      );
    });
  const told = async (code: number, text: string, ...more: string[]): Promise<void> => {
    const seen = await run(...more);
    expect(seen.code).toBe(code);
    expect(seen.text).toContain(text);
  };
  const environment = () => cloud.database.environment(cloud.env);
  const spoil = (memberId: MemberId, change: object) =>
    environment().update('pointsAccounts', {
      filter: { _id: memberId },
      modifier: { $set: change },
      multi: false,
    });

  it('lists what differs, changes nothing, and repairs on request with an entry', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 300);
    await shopperWithPoints(cloud, 'shopper-wang', 100);
    await told(0, '2 个账户与流水一致');

    await spoil(lin.memberId, { balance: 400 });
    const seen = await run();
    expect(seen.code).toBe(1);
    for (const text of [lin.memberId, 'balance: 账户 400，流水 300', '1 个与流水不一致'])
      expect(seen.text).toContain(text);
    expect(storedAccount(cloud, lin.memberId)?.balance).toBe(400);

    await told(0, '已按流水更正', '--repair');
    expect(storedAccount(cloud, lin.memberId)?.balance).toBe(300);
    expect(ledgerOf(cloud, lin.memberId).at(-1)).toMatchObject({ kind: 'repair', points: 0 });
    expect((await run()).code).toBe(0);
  });

  it('finds entries whose account is gone, in the daily check too, and opens it again from them', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 300);
    await cloud.triggerTimers();
    const before = storedAccount(cloud, lin.memberId);
    await environment().remove('pointsAccounts', { _id: lin.memberId }, false);
    await told(1, 'account: 账户 missing');
    cloud.moveClock(NOON + DAY_MS);
    await cloud.triggerTimers();
    const audit = documentsOf(cloud, 'pointsAudits').find(({ _id }) => _id === '2026-11-22');
    expect(audit?.found.map(({ memberId }) => memberId)).toEqual([lin.memberId]);
    expect(audit?.found[0]?.what).toContain('account');
    expect(audit?.finishedAt).not.toBeNull();
    await run('--repair');
    expect(storedAccount(cloud, lin.memberId)?.lots).toEqual(expect.arrayContaining(before?.lots ?? []));
    expect(await differencesIn(cloud)).toEqual([]);
  });

  it('rebuilds nothing from a ledger that makes no sense', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 300);
    await environment().update('pointsEntries', {
      filter: { memberId: lin.memberId },
      modifier: { $set: { points: -300 } },
      multi: false,
    });
    await told(1, '不能自动更正', '--repair');
    expect(storedAccount(cloud, lin.memberId)?.balance).toBe(300);
  });
});
