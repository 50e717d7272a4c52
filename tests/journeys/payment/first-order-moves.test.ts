import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { dieAt, snapshotOf, undoLatest } from '../../stage/identity-stage';
import { inviterOf, joinThrough } from '../../stage/invite-stage';
import { CHEN, CHEN_CODE, recount } from '../../stage/leader-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { isDrawn } from '../../stage/property';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** The first order came back when others were paid already: the earliest of them is the first, whoever, wherever, whenever. */
const cloud = sharedCloud();
let lin: Phone;
beforeEach(async () => {
  lin = as('oLin');
});

const as = (openid: string, unionid?: string): Phone =>
  phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });
const minute = async () => {
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await sweepTrade(cloud);
};
const paid = async (phone: Phone): Promise<OrderId> => {
  const orderId = await billOf(cloud, 6600);
  await payInWechat(phone, orderId);
  await phone.payment.confirm({ orderId });
  cloud.moveClock(cloud.clock.now() + 1000);
  return orderId;
};
const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
const refund = async (orderId: OrderId, amountFen?: number) => {
  const left = orderOf(orderId).agreed!.payableFen - orderOf(orderId).refundedFen;
  const input = { orderId, amountFen: fen(amountFen ?? left), reason: '退货' };
  await phoneOf(cloud, 'clerk-zhou').payment.refund(input);
  await cloud.wechat.pay.deliverDue();
};
const standing = () =>
  documentsOf(cloud, 'leaderAwards')
    .filter(({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0)
    .map(({ _id }) => _id.slice('first_order:'.length))
    .sort();
const marked = () => [...new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId))];
const waiting = () =>
  documentsOf(cloud, 'cardClaims')
    .filter(({ status }) => status === 'waiting')
    .map(({ orderId }) => orderId);
const joinAt = (phone: Phone) => phone.member.join({ leaderCode: CHEN_CODE, phoneCode: null });

describe('of a member', () => {
  it('the leader’s figure goes to the earliest of the others, once', async () => {
    await joinAt(lin);
    const [first, second, third] = [await paid(lin), await paid(lin), await paid(lin)];
    await refund(first);
    await minute();
    await minute();
    expect([standing(), marked()]).toEqual([[second], [second]]);
    await refund(third);
    await minute();
    expect([standing(), marked()]).toEqual([[second], [second]]);
    await refund(second);
    await minute();
    expect(standing()).toEqual([]);
    const fourth = await paid(lin);
    expect([standing(), marked()]).toEqual([[fourth], [fourth]]);
  });

  it('also when another is paid before the sweep has looked', async () => {
    await joinAt(lin);
    const [first, second] = [await paid(lin), await paid(lin)];
    await refund(first);
    await paid(lin);
    expect([standing(), marked()]).toEqual([[second], [second]]);
    await minute();
    expect([standing(), marked()]).toEqual([[second], [second]]);
  });

  it('whatever dies on the way, and when the rest comes back while a part is looked at', async () => {
    await joinAt(lin);
    const [first, second] = [await paid(lin), await paid(lin)];
    await refund(first, 1000);
    await dieAt(cloud, 6, () => cloud.trigger('payment-sweep').catch(() => undefined));
    await refund(first);
    for (let position = 1; position < 40; position += 4) {
      await dieAt(cloud, position, () => cloud.trigger('payment-sweep').catch(() => undefined));
      cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
    }
    await minute();
    expect([standing(), marked(), orderOf(first).movesFirst]).toEqual([[second], [second], false]);
  });

  it('wherever the telling of the refund breaks off, the award of the first ends once and goes on once', async () => {
    await joinAt(lin);
    const [first, second] = [await paid(lin), await paid(lin)];
    const { payableFen } = orderOf(first).agreed!;
    await restSweeps(cloud);
    await phoneOf(cloud, 'clerk-zhou').payment.refund({
      orderId: first,
      amountFen: payableFen,
      reason: '退货',
    });
    const before = snapshotOf(cloud);
    for (let position = 1; ; position += 1) {
      if (!isDrawn(position)) continue;
      await before();
      const refunds = () => [...cloud.wechat.pay.state.refunds.values()].map(({ status }) => status);
      await dieAt(cloud, position, () => cloud.wechat.pay.deliverDue().catch(() => undefined));
      const isWhole = orderOf(first).refundedFen === payableFen && standing().length === 0;
      expect(refunds()).toEqual(['SUCCESS']);
      for (let round = 0; round < 12; round += 1) await minute();
      const told = documentsOf(cloud, 'leaderAwards').find(({ _id }) => _id === `first_order:${first}`);
      expect([position, standing(), told?.voidedBy]).toEqual([position, [second], ['refund']]);
      expect(recount(cloud, CHEN)).toMatchObject({ teamOrdered: 1, converted: 1 });
      if (isWhole) break;
    }
  });

  it('an invite’s goes on as well, to the earliest, and its gifts come once', async () => {
    const wang = await inviterOf(cloud, 'wang');
    const mei = (await joinThrough(cloud, 'mei', wang.code)).phone;
    await minute();
    const [first, second] = [await paid(mei), await paid(mei)];
    const invited = () => documentsOf(cloud, 'referrals').map(({ order }) => order?.orderId ?? null);
    await refund(first);
    expect(invited()).toEqual([null]);
    await paid(mei);
    expect(invited()).toEqual([second]);
    await minute();
    const gifts = documentsOf(cloud, 'inviteRewards').filter(
      ({ event, state }) => event === 'first_order' && state === 'pending',
    );
    expect(gifts.map(({ side }) => side).sort()).toEqual(['invitee', 'inviter']);
  });

  it('paid on a second phone of the same unionid, which was never linked', async () => {
    const [one, two] = [as('oOne', 'uSame'), as('oTwo', 'uSame')];
    await joinAt(one);
    const [first, second] = [await paid(one), await paid(two)];
    await refund(first);
    await minute();
    expect([standing(), waiting()]).toEqual([[second], []]);
  });
});

describe('of two members who are one', () => {
  async function two() {
    const a = as('oA');
    await joinAt(a);
    await minute();
    const b = as('oB', 'uSame');
    await joinAt(b);
    await minute();
    return { a, b, both: as('oA', 'uSame') };
  }

  it.each(['kept', 'absorbed'] as const)(
    'the %s one’s came back: the other’s stands again',
    async (whose) => {
      const { a, b, both } = await two();
      const [first, second] =
        whose === 'kept' ? [await paid(a), await paid(b)] : [await paid(b), await paid(a)];
      await both.identityMap.linkMine({});
      await minute();
      expect(standing()).toEqual([first]);
      await refund(first);
      await minute();
      expect(standing()).toEqual([second]);
      const third = await paid(both);
      await minute();
      expect(standing()).toEqual([second]);
      expect(third).not.toBe(second);
      expect(recount(cloud, CHEN)).toMatchObject({ teamOrdered: 1, converted: 1 });
    },
  );

  it('undone since, each has an earliest of their own', async () => {
    const { a, b, both } = await two();
    const [first, others, second] = [await paid(a), await paid(b), await paid(a)];
    await both.identityMap.linkMine({});
    await minute();
    await refund(first);
    await minute();
    expect(standing()).toEqual([others]);
    await undoLatest(cloud);
    await minute();
    await minute();
    expect(standing()).toEqual([second, others].sort());
    expect(recount(cloud, CHEN)).toMatchObject({ teamOrdered: 2, converted: 2 });
  });
});

describe('of somebody without a card', () => {
  it('the card is for the second', async () => {
    const [first, second] = [await paid(lin), await paid(lin)];
    expect(waiting()).toEqual([first]);
    await refund(first);
    await minute();
    expect([waiting(), marked()]).toEqual([[second], [second]]);
    const { claimId } = await lin.payment.confirm({ orderId: second });
    const join = { leaderCode: null, phoneCode: null, claimId };
    expect(await lin.member.join(join)).toMatchObject({ outcome: 'joined' });
  });

  it('paid on another phone of the same unionid, too', async () => {
    const [one, two] = [as('oOne', 'uSame'), as('oTwo', 'uSame')];
    const [first, second] = [await paid(one), await paid(two)];
    await refund(first);
    await minute();
    expect(waiting()).toEqual([second]);
  });

  it('who has joined since gets no second card, and the next they pay as a member is the first', async () => {
    const first = await paid(lin);
    await paid(lin);
    await refund(first);
    await joinAt(lin);
    await minute();
    expect(waiting()).toEqual([]);
    const third = await paid(lin);
    await minute();
    expect([waiting(), standing()]).toEqual([[], [third]]);
  });

  it('who took the card of the first: what they paid as a member since stands', async () => {
    const first = await paid(lin);
    const { claimId } = await lin.payment.confirm({ orderId: first });
    await paid(lin);
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null, claimId });
    const third = await paid(lin);
    await minute();
    await refund(first);
    await minute();
    expect([waiting(), standing()]).toEqual([[], [third]]);
  });
});

describe('of a closed account', () => {
  async function closedWithTwo(openid: string) {
    const phone = as(openid);
    const [first, second] = [await paid(phone), await paid(phone)];
    const { claimId } = await phone.payment.confirm({ orderId: first });
    await phone.member.join({ leaderCode: CHEN_CODE, phoneCode: null, claimId });
    await minute();
    await phone.identityMap.requestClosure({});
    return { first, second };
  }
  const graceEnds = async () => {
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    for (let times = 0; times < 3; times += 1) await minute();
  };

  it('nobody’s order takes its place, least of all another closed account’s', async () => {
    const [one, two] = [await closedWithTwo('oOne'), await closedWithTwo('oTwo')];
    await graceEnds();
    const before = documentsOf(cloud, 'orders').map(({ _id, claimId, receipts }) => [
      _id,
      claimId,
      receipts.length,
    ]);
    await refund(one.first);
    await refund(two.second);
    await minute();
    await minute();
    expect(documentsOf(cloud, 'orders').filter(({ movesFirst }) => movesFirst)).toEqual([]);
    const after = documentsOf(cloud, 'orders').map(({ _id, claimId, receipts }) => [
      _id,
      claimId,
      receipts.length,
    ]);
    const untouched = (id: unknown) => id !== one.first && id !== two.second;
    expect(after.filter(([id]) => untouched(id))).toEqual(before.filter(([id]) => untouched(id)));
    expect([marked(), waiting(), standing()]).toEqual([[], [], [two.first]]);
  });

  it('refunded as the account closes: the move ends', async () => {
    await joinAt(lin);
    const first = await paid(lin);
    await minute();
    await lin.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await refund(first);
    await cloud.trigger('sweep');
    for (let times = 0; times < 4; times += 1) await minute();
    expect(orderOf(first)).toMatchObject({ movesFirst: false, checkAt: null });
  });
});
