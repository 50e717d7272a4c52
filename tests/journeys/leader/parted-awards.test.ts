import type { LeaderCode, LeaderId, MemberId, OrderId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { addLeader, CHEN, CHEN_CODE } from '../../stage/leader-stage';
import { strangersIn } from '../../stage/money-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Two who were one member are two again: whose a first order is for leaders, and what of it waits for the operator. */
describe('awards after an undone merge', () => {
  const cloud = sharedCloud();
  let chen: Phone;
  let a: Phone;
  let b: Phone;
  let aId: MemberId;
  let bId: MemberId;
  let mei: Awaited<ReturnType<typeof addLeader>>;
  afterEach(async () => {
    expect(await strangersIn(cloud)).toEqual([]);
  });

  const as = (openid: string, unionid?: string) =>
    phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const he = () => phoneOf(cloud, 'operator-he');
  /** A in Chen's team, B in Mei's; each may have verified the number of their leader. */
  const begin = async (numbers: { chen: string; mei: string } | null) => {
    chen = phoneOf(cloud, 'leader-chen');
    mei = await addLeader(cloud, 'MEI');
    const join = async (phone: Phone, leaderCode: LeaderCode | null, number: string | undefined) => {
      const phoneCode = number === undefined ? null : await phone.phoneCode(number);
      const joined = await phone.member.join({ leaderCode, phoneCode });
      await pass(cloud);
      return joined.member.memberId;
    };
    for (const [phone, number] of numbers
      ? ([
          [chen, numbers.chen],
          [mei.phone, numbers.mei],
        ] as const)
      : [])
      await join(phone, null, number);
    a = as('oA');
    b = as('oB', 'uSame');
    aId = await join(a, CHEN_CODE, numbers?.chen);
    bId = await join(b, mei.code, numbers?.mei);
  };
  const merge = async () => {
    await as('oA', 'uSame').identityMap.linkMine({});
    await pass(cloud);
  };
  const parted = async () => {
    await undoLatest(cloud);
    for (let n = 0; n < 3; n += 1) await pass(cloud);
  };
  const paidBy = async (phone: Phone): Promise<OrderId> => {
    const orderId = await order(cloud, phone, 6600);
    await pass(cloud);
    return orderId;
  };
  const awardOf = (orderId: OrderId) =>
    documentsOf(cloud, 'leaderAwards').find(({ _id }) => _id === `first_order:${orderId}`);
  const holdOf = (leaderId: LeaderId) =>
    documentsOf(cloud, 'leaderHolds').filter((hold) => hold.leaderId === leaderId);

  it('an order paid before the merge is the leader’s whose team it was at the sale, whoever has the team at the undo', async () => {
    await begin(null);
    const b1 = await paidBy(b);
    const b2 = await paidBy(b);
    const xin = await addLeader(cloud, 'XIN');
    await he().leader.handOver({ fromId: mei.id, toId: xin.id, reason: '搬家', pauseFrom: false });
    await merge();
    // While they are one the first of all comes back, and the second is the first now.
    await refundAll(cloud, b1);
    await cloud.wechat.pay.deliverDue();
    for (let n = 0; n < 3; n += 1) await pass(cloud);
    expect(awardOf(b2)).toMatchObject({ memberId: aId, leaderId: mei.id, voidedBy: [] });
    await parted();
    expect(documentsOf(cloud, 'members').find(({ _id }) => _id === bId)).toMatchObject({ leaderId: xin.id });
    expect(awardOf(b2)).toMatchObject({ memberId: bId, leaderId: mei.id, voidedBy: [] });
    const b3 = await paidBy(b);
    expect(awardOf(b3)).toBeUndefined();
    await refundAll(cloud, b2);
    await cloud.wechat.pay.deliverDue();
    for (let n = 0; n < 3; n += 1) await pass(cloud);
    expect(awardOf(b3)).toMatchObject({ memberId: bId, leaderId: xin.id, voidedBy: [] });
  });

  it('what waited under one pair is decided with that pair, and not the award that has its name since', async () => {
    await begin({ chen: '13700137000', mei: '13700137001' });
    await merge();
    const b1 = await paidBy(b);
    expect(awardOf(b1)).toMatchObject({ memberId: aId, leaderId: CHEN, voidedBy: ['same_phone'] });
    const before = holdOf(CHEN).flatMap(({ awards }) => awards);
    expect(before).toContain(`first_order:${b1}`);
    await parted();
    expect(awardOf(b1)).toMatchObject({ memberId: bId, leaderId: mei.id, voidedBy: ['same_phone'] });
    const [hold] = holdOf(CHEN);
    expect(hold?.awards).toHaveLength(before.length);
    for (const id of hold!.awards)
      expect(documentsOf(cloud, 'leaderAwards').find(({ _id }) => _id === id)).toMatchObject({
        leaderId: CHEN,
      });
    await he().leader.decideHold({ holdId: hold!._id, decision: 'release', reason: '核实是两个人' });
    await pass(cloud);
    expect(awardOf(b1)).toMatchObject({ leaderId: mei.id, voidedBy: ['same_phone'], counted: 0 });
    const [theirs] = holdOf(mei.id);
    expect(theirs?.awards).toContain(`first_order:${b1}`);
    await he().leader.decideHold({ holdId: theirs!._id, decision: 'release', reason: '核实是两个人' });
    await pass(cloud);
    expect(awardOf(b1)).toMatchObject({ leaderId: mei.id, voidedBy: [], counted: 1 });
    const live = documentsOf(cloud, 'leaderAwards').filter(
      ({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0,
    );
    expect(live).toHaveLength(1);
  });
});
