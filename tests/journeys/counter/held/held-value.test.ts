import { fen } from '@contracts/primitives/fen';
import type { MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../../local/seed/demo-people';
import { publishGrowth } from '../../../stage/growth/growth-stage';
import { inviterOf, pass, rewardsIn } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { CHEN_CODE } from '../../../stage/leader-stage';
import { undoLatest } from '../../../stage/identity-stage';
import { billOf, payInWechat } from '../../../stage/payment-stage';
import { foundInBooks } from '../../../stage/money-stage';
import { differencesIn, storedAccount } from '../../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/**
 * A cash bill that turns out later to be its handler's own counts for nothing until it is decided: besides its points
 * (held-points) its growth, the award of the leader and the invite's reward, all of them together.
 */
describe('what a cash bill gives, when it turns out to be its handler’s own', () => {
  const cloud = sharedCloud();
  const NUMBER = '13600136000';
  let zhou: Phone;
  let second: Phone;
  let secondId: MemberId;
  let orderId: OrderId;

  beforeEach(async () => {
    await publishGrowth(cloud);
    zhou = phoneOf(cloud, 'clerk-zhou');
    await zhou.member.join({ leaderCode: null, phoneCode: null });
    const wang = await inviterOf(cloud, 'wang');
    second = phoneOf(cloud, { openid: 'oZhou-2', appid: DEMO_APPID });
    await second.referral.openInvite({ inviteCode: wang.code, leaderCode: CHEN_CODE });
    const phoneCode = await second.phoneCode(NUMBER);
    const joined = await second.member.join({ leaderCode: CHEN_CODE, inviteCode: wang.code, phoneCode });
    secondId = joined.member.memberId;
    await pass(cloud);
    orderId = await billOf(cloud, 150_000);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    await second.payment.attach({ orderId });
    await folded();
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  const folded = async () => {
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
  };
  const numberLearnt = async () => {
    await zhou.member.linkPhone({ phoneCode: await zhou.phoneCode(NUMBER) });
    await folded();
  };
  const decide = async (verdict: 'same_person' | 'two_people') => {
    const he = phoneOf(cloud, 'operator-he');
    const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
    await he.identityMap.decide({ decisionId: decisions[0]!.decisionId, verdict, reason: '核对过证件' });
    await folded();
  };
  const refund = async (amountFen: number) => {
    await phoneOf(cloud, 'operator-he').payment.refund({
      orderId,
      amountFen: fen(amountFen),
      reason: '退货',
    });
    await folded();
  };
  const growth = () =>
    documentsOf(cloud, 'growthEntries')
      .filter(({ _id, of }) => [_id, of].some((id) => id === `paid:${orderId}`))
      .reduce((sum, { delta }) => sum + delta, 0);
  const waiting = () =>
    rewardsIn(cloud).filter(({ event, state }) => event === 'first_order' && state === 'pending').length;
  const firstOrders = () =>
    documentsOf(cloud, 'leaderAwards').filter(
      ({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0,
    ).length;
  const given = () => ({ growth: growth(), invites: waiting(), leader: firstOrders() });

  it('all of it is held with the points, and there again when they are two', async () => {
    const before = given();
    expect(before).toEqual({ growth: 1500, invites: 2, leader: 1 });
    await numberLearnt();
    expect(given()).toEqual({ growth: 0, invites: 0, leader: 0 });
    await numberLearnt();
    expect(given()).toEqual({ growth: 0, invites: 0, leader: 0 });
    await decide('two_people');
    expect(given()).toEqual(before);
    await refund(150_000);
    expect(given()).toEqual({ growth: 0, invites: 0, leader: 0 });
  });

  it('a third back while it is held: what is given back is two thirds', async () => {
    await numberLearnt();
    await refund(50_000);
    expect(growth()).toBe(0);
    await decide('two_people');
    expect(given()).toEqual({ growth: 1000, invites: 2, leader: 1 });
  });

  it('all back while it is held: nothing is given back', async () => {
    await numberLearnt();
    await refund(150_000);
    await decide('two_people');
    expect(given()).toEqual({ growth: 0, invites: 0, leader: 0 });
  });

  it('one and the same: it stays held, until the merge is undone', async () => {
    const before = given();
    await numberLearnt();
    await decide('same_person');
    expect(given()).toEqual({ growth: 0, invites: 0, leader: 0 });
    await undoLatest(cloud);
    await folded();
    expect({ growth: growth(), leader: firstOrders() }).toEqual({
      growth: before.growth,
      leader: before.leader,
    });
  });

  it.each(['before', 'as', 'after'])(
    'released %s the account closes: nobody has it, and the books agree',
    async (when) => {
      await numberLearnt();
      await second.identityMap.requestClosure({});
      const decided = async () => {
        const he = phoneOf(cloud, 'operator-he');
        const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
        const decisionId = decisions[0]?.decisionId;
        if (decisionId)
          await he.identityMap.decide({ decisionId, verdict: 'two_people', reason: '核对过证件' });
      };
      if (when === 'before') await decide('two_people');
      cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
      if (when === 'as') await Promise.all([decided(), cloud.runTimers(), cloud.runTimers()]);
      await folded();
      if (when === 'after') await decided();
      await folded();
      expect(documentsOf(cloud, 'members').map(({ _id }) => _id)).not.toContain(secondId);
      expect(storedAccount(cloud, secondId)).toBeNull();
      if (when === 'after') expect([waiting(), firstOrders()]).toEqual([0, 0]);
      expect(await foundInBooks(cloud)).toEqual([]);
      expect(documentsOf(cloud, 'quarantine')).toEqual([]);
    },
  );

  it('meanwhile another order is the first, and stays it', async () => {
    await numberLearnt();
    const next = await billOf(cloud, 8000);
    await payInWechat(second, next);
    await second.payment.confirm({ orderId: next });
    await folded();
    expect([waiting(), firstOrders()]).toEqual([2, 1]);
    await decide('two_people');
    expect([growth(), waiting(), firstOrders()]).toEqual([1500, 2, 1]);
    const firsts = documentsOf(cloud, 'firstPayments').filter(({ _id }) => _id.endsWith(secondId));
    expect(firsts.map((one) => one.orderId)).toEqual([next]);
  });
});
