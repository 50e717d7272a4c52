import { fen } from '@contracts/primitives/fen';
import type { LeaderId, MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { HOLD_MS, inviterOf, invitePoints, joinThrough, order, pass } from '../../stage/invite-stage';
import { addLeader, CHEN, CHEN_CODE, recount } from '../../stage/leader-stage';
import { strangersIn } from '../../stage/money-stage';
import { differencesIn } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/**
 * Two people who were one member for a while and are two again: an order they paid meanwhile is the payer's, and so is what it is the
 * first of, for leader and invite.
 */
describe('after an undone merge an order counts for who paid it', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    expect(await strangersIn(cloud)).toEqual([]);
  });

  const as = (openid: string, unionid?: string) =>
    phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const paidBy = async (phone: Phone): Promise<OrderId> => {
    const orderId = await order(cloud, phone, 6600);
    await pass(cloud);
    return orderId;
  };
  const refundWhole = async (orderId: OrderId) => {
    const { agreed, refundedFen } = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
    await phoneOf(cloud, 'clerk-zhou').payment.refund({
      orderId,
      amountFen: fen(agreed!.payableFen - refundedFen),
      reason: '退货',
    });
    await cloud.wechat.pay.deliverDue();
    await pass(cloud);
  };
  const parted = async () => {
    await undoLatest(cloud);
    for (let n = 0; n < 3; n += 1) await pass(cloud);
  };

  describe('for the leader', () => {
    let a: Phone;
    let b: Phone;
    let mei: LeaderId;
    let aId: MemberId;
    let bId: MemberId;
    beforeEach(async () => {
      const leader = await addLeader(cloud, 'MEI');
      mei = leader.id;
      a = as('oA');
      aId = (await a.member.join({ leaderCode: CHEN_CODE, phoneCode: null })).member.memberId;
      await pass(cloud);
      b = as('oB', 'uSame');
      bId = (await b.member.join({ leaderCode: leader.code, phoneCode: null })).member.memberId;
      await pass(cloud);
    });
    const merge = async () => {
      await as('oA', 'uSame').identityMap.linkMine({});
      await pass(cloud);
    };
    const firsts = () =>
      documentsOf(cloud, 'leaderAwards')
        .filter(({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0)
        .map(({ _id, memberId, leaderId }) => [_id.slice('first_order:'.length), memberId, leaderId])
        .sort();
    const expectFirsts = (...expected: [OrderId, MemberId, LeaderId][]) => {
      expect(firsts()).toEqual([...expected].sort());
      const sums = [CHEN, mei].map((id) => recount(cloud, id));
      for (const [at, id] of [CHEN, mei].entries()) {
        const ofLeader = expected.filter(([, , leaderId]) => leaderId === id).length;
        const counted = documentsOf(cloud, 'leaderAwards')
          .filter(({ kind, leaderId }) => kind === 'first_order' && leaderId === id)
          .reduce((sum, award) => sum + award.counted, 0);
        expect({ id, counted }).toEqual({ id, counted: ofLeader });
        expect(sums[at]).toBeDefined();
      }
    };

    it('paid by the one who went in, nothing before: theirs, and their leader’s', async () => {
      await merge();
      const b1 = await paidBy(b);
      expectFirsts([b1, aId, CHEN]);
      await parted();
      expectFirsts([b1, bId, mei]);
      await refundWhole(b1);
      await pass(cloud);
      expectFirsts();
    });

    it('WeChat goes on naming the one unionid with the accounts of both: each has a first of their own', async () => {
      const both = as('oA', 'uSame');
      const b1 = await paidBy(b);
      await merge();
      await parted();
      const a1 = await paidBy(both);
      expectFirsts([a1, aId, CHEN], [b1, bId, mei]);
      await refundWhole(b1);
      await pass(cloud);
      expectFirsts([a1, aId, CHEN]);
      const b2 = await paidBy(b);
      const a2 = await paidBy(both);
      expectFirsts([a1, aId, CHEN], [b2, bId, mei]);
      await refundWhole(a1);
      await pass(cloud);
      expectFirsts([a2, aId, CHEN], [b2, bId, mei]);
    });

    it('became the first because the one before came back meanwhile', async () => {
      const a1 = await paidBy(a);
      await merge();
      const b1 = await paidBy(b);
      await refundWhole(a1);
      await pass(cloud);
      expectFirsts([b1, aId, CHEN]);
      await parted();
      expectFirsts([b1, bId, mei]);
    });

    it.each(['a first', 'b first'] as const)(
      'both paid while they were one, %s: each has one',
      async (who) => {
        await merge();
        const first = await paidBy(who === 'a first' ? a : b);
        const second = await paidBy(who === 'a first' ? b : a);
        const [a1, b1] = who === 'a first' ? [first, second] : [second, first];
        await parted();
        expectFirsts([a1, aId, CHEN], [b1, bId, mei]);
        const a2 = await paidBy(a);
        await paidBy(b);
        expectFirsts([a1, aId, CHEN], [b1, bId, mei]);
        await refundWhole(a1);
        await pass(cloud);
        expectFirsts([a2, aId, CHEN], [b1, bId, mei]);
      },
    );
  });

  describe('for the invite', () => {
    let a: Phone;
    let b: Phone;
    let aId: MemberId;
    let wangId: MemberId;
    beforeEach(async () => {
      const wang = await inviterOf(cloud, 'wang');
      wangId = wang.memberId;
      await pass(cloud);
      const joined = await joinThrough(cloud, 'mei', wang.code);
      [a, aId] = [joined.phone, joined.memberId];
      await pass(cloud);
      b = as('oB', 'u-mei');
      await b.member.join({ leaderCode: null, phoneCode: null });
      await pass(cloud);
    });
    const merge = async () => {
      await phoneOf(cloud, { ...a.identity, unionid: 'u-mei' }).identityMap.linkMine({});
      await pass(cloud);
    };
    const given = () => [invitePoints(cloud, wangId), invitePoints(cloud, aId)];
    const counted = () => documentsOf(cloud, 'referrals').map((one) => one.order?.orderId ?? null);
    const held = async () => {
      await pass(cloud, HOLD_MS + DAY_MS);
      await pass(cloud);
    };

    it('an order of the other, moved to when the own came back: nothing is given for it', async () => {
      const a1 = await paidBy(a);
      const b1 = await paidBy(b);
      await merge();
      await refundWhole(a1);
      expect(counted()).toEqual([b1]);
      await parted();
      expect(counted()).toEqual([null]);
      await refundWhole(b1);
      await held();
      expect(given()).toEqual([20, 30]);
    });

    it('paid by the other while they were one, and given: it is taken back', async () => {
      await merge();
      const b1 = await paidBy(b);
      expect(counted()).toEqual([b1]);
      await held();
      expect(given()).toEqual([120, 80]);
      // The window of the undo is longer than that of the refund.
      await parted();
      expect(counted()).toEqual([null]);
      await pass(cloud);
      expect(given()).toEqual([20, 30]);
    });

    it('the own order of after the undo counts, and comes back alone', async () => {
      await merge();
      const b1 = await paidBy(b);
      await parted();
      const a1 = await paidBy(a);
      expect(counted()).toEqual([a1]);
      await refundWhole(b1);
      await held();
      expect(given()).toEqual([120, 80]);
      await refundWhole(a1);
      await pass(cloud);
      expect(given()).toEqual([20, 30]);
    });

    it('the own order of while they were one counts in its place', async () => {
      await merge();
      await paidBy(b);
      const a1 = await paidBy(a);
      await parted();
      expect(counted()).toEqual([a1]);
      await held();
      expect(given()).toEqual([120, 80]);
    });
  });
});
