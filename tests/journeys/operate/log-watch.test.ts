import { cpSync, mkdtempSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leaksIn, startWatchedCloud } from '../../stage/watch/log-watch';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { phoneOf, startJourney } from '../../stage/stage';

/** What no function may do. */
const LEAK = `
const honest = module.exports.main;
module.exports = { main: (event, context) => (console.log('called with', JSON.stringify(context)), honest(event, context)) };
`;

describe('the watch over the logs', () => {
  it('finds an id, a short name and a text in a field that is not for texts', () => {
    const lines = [
      '{"detail":"oSome-1 is gone"}',
      '{"detail":"小林"}',
      '{"x":"(no field for texts)"}',
      '{"id":"mem_1"}',
    ];
    expect(leaksIn(lines, ['oSome-1', '小林', 'a', ''])).toEqual([
      'oSome-1 in {"detail":"oSome-1 is gone"}',
      '小林 in {"detail":"小林"}',
      'a text in a field that is not for texts in {"x":"(no field for texts)"}',
    ]);
  });

  it.each(['reset', 'close'] as const)(
    'fails a journey whose function logs its caller, at its %s',
    async (end) => {
      const distDir = mkdtempSync(path.join(tmpdir(), 'tuanka-leak-'));
      try {
        cpSync('dist/cloudfunctions', path.join(distDir, 'cloudfunctions'), { recursive: true });
        appendFileSync(path.join(distDir, 'cloudfunctions/member/index.js'), LEAK);
        const cloud = await startWatchedCloud({ location: ':memory:', inProcess: true, distDir });
        const lin = phoneOf(cloud, { openid: 'oNobodyKnowsThisOne', appid: DEMO_APPID });
        await lin.member.join({ leaderCode: null, phoneCode: null });
        await expect(cloud[end]()).rejects.toThrow(/personal data in the log:[^]*oNobodyKnowsThisOne/);
        if (end === 'reset') await cloud.close().catch(() => undefined);
      } finally {
        rmSync(distDir, { recursive: true });
      }
    },
  );

  it('finds nothing when the database fails on the identity map', async () => {
    const told: string[] = [];
    const cloud = await startJourney({}, null, (line) => told.push(line.text));
    const lin = phoneOf(cloud, 'shopper-lin');
    // The database fails for good on the identity map: what the error says names the document.
    cloud.faults.apply({ target: 'database', kind: 'error-before', action: 'database.*', times: 1000 });
    await expect(lin.member.join({ leaderCode: null, phoneCode: null })).rejects.toThrow();
    cloud.faults.clear();
    expect(told.join('\n')).toContain('"outcome":"busy"');
    expect(told.join('\n')).not.toContain(lin.identity.openid);
    await cloud.close();
  });
});
