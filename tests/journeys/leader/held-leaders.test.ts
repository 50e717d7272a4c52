import { order, pass, refundAll, someone } from '../../stage/invite-stage';
import { CHEN_CODE } from '../../stage/leader-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

const NUMBER = '13700137000';

/** Leader and member who may be one person: by WeChat nothing counts, by a number alone the operator decides. */
describe('awards of a leader who shares a number with the member', () => {
  const cloud = sharedCloud();

  const chen = () => phoneOf(cloud, 'leader-chen');
  const he = () => phoneOf(cloud, 'operator-he');
  const figures = async () => {
    const { figures: all } = (await he().leader.listLeaders({ cursor: null })).leaders.find(
      ({ name }) => name === '陈姐',
    )!;
    return { joins: all.joins, firstOrders: all.firstOrders, converted: all.converted };
  };
  const awards = () =>
    documentsOf(cloud, 'leaderAwards')
      .map(({ kind, voidedBy }) => [kind, ...voidedBy].join(' '))
      .sort();
  const nothing = { joins: 0, firstOrders: 0, converted: 0 };
  const everything = { joins: 1, firstOrders: 1, converted: 1 };

  /** The leader is a member with the number; somebody joins by the leader's code and verifies it, too. */
  async function joinWithNumber() {
    await chen().member.join({ leaderCode: null, phoneCode: await chen().phoneCode(NUMBER) });
    await pass(cloud);
    const second = someone(cloud, 'chen-2');
    await second.member.join({ leaderCode: CHEN_CODE, phoneCode: await second.phoneCode(NUMBER) });
    await pass(cloud);
    await order(cloud, second, 5000);
    await pass(cloud);
    return second;
  }

  it('join and first order wait for the operator with the reason; released, they count, and what comes later does', async () => {
    const second = await joinWithNumber();
    expect(awards()).toEqual(['converted same_phone', 'first_order same_phone', 'join same_phone']);
    expect(await figures()).toEqual(nothing);
    const { holds } = await he().leader.listHolds({ cursor: null });
    expect(holds).toMatchObject([
      {
        leaderName: '陈姐',
        awards: 3,
        reason: '团长和成员验证过同一个手机号：可能是同一个人，也可能是换了主人的号码',
      },
    ]);
    expect(JSON.stringify(holds)).not.toContain(NUMBER);

    const input = { holdId: holds[0]!.holdId, decision: 'release', reason: '电话核实是两个人' } as const;
    const requestId = newTestRequest();
    expect(await he().leader.decideHold(input, { requestId })).toEqual({ state: 'released' });
    expect(await he().leader.decideHold(input, { requestId })).toEqual({ state: 'released' });
    await expect(he().leader.decideHold({ ...input, decision: 'refuse' })).rejects.toMatchObject({
      code: 'leader_hold_decided',
    });
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action.startsWith('leader.'));
    expect(told).toMatchObject([
      { action: 'leader.releaseHold', reason: '电话核实是两个人', staffName: expect.any(String) as string },
    ]);
    await pass(cloud);
    expect(await figures()).toEqual(everything);
    expect((await he().leader.listHolds({ cursor: null })).holds).toEqual([]);

    const [first] = documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId);
    await refundAll(cloud, first!);
    await pass(cloud);
    expect(await figures()).toEqual({ ...nothing, joins: 1 });
    await order(cloud, second, 6000);
    await pass(cloud);
    expect(await figures()).toEqual(everything);
  });

  it('refused, they stay void, and so does what comes later', async () => {
    const second = await joinWithNumber();
    const { holds } = await he().leader.listHolds({ cursor: null });
    const refusal = { holdId: holds[0]!.holdId, decision: 'refuse', reason: '同一个人' } as const;
    expect(await he().leader.decideHold(refusal)).toEqual({ state: 'refused' });
    const [first] = documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId);
    await refundAll(cloud, first!);
    await order(cloud, second, 6000);
    await pass(cloud);
    expect(await figures()).toEqual(nothing);
    expect((await he().leader.listHolds({ cursor: null })).holds).toEqual([]);
  });

  it('a number the leader took off since still tells', async () => {
    await chen().member.join({ leaderCode: null, phoneCode: await chen().phoneCode(NUMBER) });
    await chen().identityMap.unlinkPhone({});
    const second = someone(cloud, 'chen-2');
    await second.member.join({ leaderCode: CHEN_CODE, phoneCode: await second.phoneCode(NUMBER) });
    await pass(cloud);
    expect(awards()).toEqual(['join same_phone']);
  });
});
