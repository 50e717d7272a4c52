import { MINUTE_MS } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { join, joinTwice, personOf } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** A quota is a person's: closing an account and joining again gives none anew. */
describe('a right of who closed an account and comes back', () => {
  const cloud = sharedCloud();
  const right = { id: 'lane', kind: 'priority' as const, name: '优先', terms: '排队时优先', fromLevel: 0 };
  const begin = (period: 'month' | 'year') =>
    publishGrowth(cloud, { privileges: [{ ...right, value: null, quota: { times: 2, period } }] });
  const use = async (phone: Phone) => {
    const { code } = await phone.member.readCode({});
    return phoneOf(cloud, 'clerk-zhou').growth.usePrivilege({
      memberCode: code,
      privilegeId: 'lane',
      storeId: STORE,
    });
  };
  const shown = async (phone: Phone) => {
    const { club } = await phone.growth.readGrowth({});
    const { used, left } = club!.rights[0]!;
    return [used, left];
  };
  const leave = async (phone: Phone) => {
    const { closesAt } = await phone.identityMap.requestClosure({});
    cloud.moveClock(closesAt + MINUTE_MS);
    await sweepTrade(cloud);
    await untilGrown(cloud);
  };

  it('is used no more often in a year, as often as they leave', async () => {
    await begin('year');
    const phone = personOf(cloud, 'oComesBack', 'uComesBack');
    await join(phone);
    await untilGrown(cloud);
    await use(phone);
    await leave(phone);
    await join(phone);
    await untilGrown(cloud);
    expect(await shown(phone)).toEqual([1, 1]);
    expect((await use(phone)).left).toBe(0);
    await leave(phone);
    await join(phone);
    await untilGrown(cloud);
    expect(await shown(phone)).toEqual([2, 0]);
    await expect(use(phone)).rejects.toMatchObject({ code: 'privilege_used_up' });
    const marks = documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'closed');
    expect(marks.map(({ usedRights }) => usedRights?.reduce((sum, { times }) => sum + times, 0))).toEqual(
      marks.map(() => 2),
    );
    expect(JSON.stringify(marks)).not.toMatch(/ComesBack/);
  });

  it('begins anew with the next year, and counts for who they become one with', async () => {
    await begin('year');
    const before = personOf(cloud, 'oSecond-2');
    await join(before);
    await untilGrown(cloud);
    await use(before);
    await leave(before);
    const { both } = await joinTwice(cloud);
    await untilGrown(cloud);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect(await shown(both)).toEqual([1, 1]);
    cloud.moveClock(Date.parse('2027-01-01T12:00:00+08:00'));
    expect(await shown(both)).toEqual([0, 2]);
  });
});
