import { isLeaderCode } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { inviterOf, order, pass, someone } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { CHEN_CODE } from '../../stage/leader-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

/** From a scan to the second order, by months. */
describe('the funnel', () => {
  const cloud = sharedCloud();
  const funnels = async () => {
    const { cohorts } = await phoneOf(cloud, 'operator-he').insight.readCohorts({ until: null });
    return cohorts.slice(-2).map(({ month, funnel }) => ({ month, ...funnel }));
  };
  const scan = (name: string) =>
    someone(cloud, name).referral.openInvite({ leaderCode: CHEN_CODE, inviteCode: null });

  it('counts a guest’s first scan once, of a leader’s or a friend’s code, and nobody who is a member', async () => {
    const lin = await inviterOf(cloud, 'lin');
    await Promise.all(['a', 'b', 'c', 'd'].map(scan));
    await scan('a');
    await someone(cloud, 'b').referral.openInvite({ leaderCode: null, inviteCode: lin.code });
    await someone(cloud, 'e').referral.openInvite({ leaderCode: null, inviteCode: lin.code });
    // A member, and a code that was never given out.
    await scan('lin');
    const unknown = 'NOBODY';
    if (isLeaderCode(unknown))
      await someone(cloud, 'f').referral.openInvite({ leaderCode: unknown, inviteCode: null });
    expect((await funnels()).at(-1)).toMatchObject({ month: '2026-11', scanned: 5 });
    // It leads on to the same people's joining and orders.
    const a = someone(cloud, 'a');
    await a.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await pass(cloud);
    await order(cloud, a, 3_000);
    await order(cloud, a, 3_000);
    await untilTold(cloud);
    expect((await funnels()).at(-1)).toMatchObject({ scanned: 5, firstOrders: 1, secondOrders: 1 });
  });

  it('counts by the month in China, and in the next one only who is new', async () => {
    cloud.moveClock(Date.parse('2026-11-30T23:59:59+08:00'));
    await scan('late');
    cloud.moveClock(Date.parse('2026-12-01T00:00:00+08:00'));
    await scan('early');
    await scan('late');
    expect((await funnels()).map(({ month, scanned }) => [month, scanned])).toEqual([
      ['2026-11', 1],
      ['2026-12', 1],
    ]);
  });

  it('a lost commit that is asked for again counts once', async () => {
    await newcomer(cloud, 'oOther');
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    for (const kind of ['error-after', 'error-before'] as const) {
      cloud.faults.apply({ target: 'database', action: 'database.commitTransaction', kind });
      await scan(`lost-${kind}`).catch(() => undefined);
      cloud.faults.clear();
      await scan(`lost-${kind}`);
    }
    expect((await funnels()).at(-1)?.scanned).toBe(2);
    expect(documentsOf(cloud, 'scanMonths').reduce((sum, { people }) => sum + people, 0)).toBe(2);
  });
});
