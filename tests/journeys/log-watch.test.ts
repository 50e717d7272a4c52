import { leaksIn } from '../stage/log-watch';
import { phoneOf, startJourney } from '../stage/stage';

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

  it('fails a journey whose function logged who somebody is', async () => {
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
