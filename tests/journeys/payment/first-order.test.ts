import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { CHEN_CODE } from '../../stage/leader-stage';
import { dieAt } from '../../stage/identity-stage';
import { inviterOf, joinThrough } from '../../stage/invite-stage';
import { billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** The first order is the first whose paid money is above zero and not fully back, for leader, card and invite alike. */
describe('the first order', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    await cloud.reset();
    lin = phoneOf(cloud, 'shopper-lin');
  });
  afterAll(() => cloud.close());

  const paid = async (amountFen: number): Promise<OrderId> => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    return orderId;
  };
  const refund = async (orderId: OrderId, amountFen: number) => {
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(amountFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
  };
  const payableOf = (orderId: OrderId) =>
    documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!.agreed!.payableFen;
  const awards = () =>
    documentsOf(cloud, 'leaderAwards')
      .filter(({ kind }) => kind === 'first_order')
      .map(({ _id, voidedBy }) => [_id, voidedBy]);

  it('refunded whole, it gives the leader’s figure to the next', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paid(6600);
    await refund(first, payableOf(first));
    const second = await paid(6600);
    const third = await paid(6600);
    expect(awards().sort()).toEqual(
      [
        [`first_order:${first}`, ['refund']],
        [`first_order:${second}`, []],
      ].sort(),
    );
    expect(new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId))).toEqual(
      new Set([second]),
    );
    expect(third).not.toBe(second);
  });

  const standing = () => awards().filter(([, voidedBy]) => voidedBy?.length === 0);
  const marked = () => [...new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId))];
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.triggerTimers();
  };

  it('refunded whole after others were paid, it gives the leader’s figure to the earliest of them, once', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paid(6600);
    await minute();
    const second = await paid(6600);
    await minute();
    const third = await paid(6600);
    await refund(first, payableOf(first));
    await minute();
    await minute();
    expect([standing(), marked()]).toEqual([[[`first_order:${second}`, []]], [second]]);
    await refund(third, payableOf(third));
    await minute();
    expect([standing(), marked()]).toEqual([[[`first_order:${second}`, []]], [second]]);
    await refund(second, payableOf(second));
    await minute();
    expect(standing()).toEqual([]);
    const fourth = await paid(6600);
    expect([standing(), marked()]).toEqual([[[`first_order:${fourth}`, []]], [fourth]]);
  });

  it('moves whatever dies on the way', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paid(6600);
    await minute();
    const second = await paid(6600);
    await refund(first, payableOf(first));
    for (let position = 1; position < 40; position += 3) {
      await dieAt(cloud, position, () => cloud.trigger('payment-sweep').catch(() => undefined));
      cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
    }
    await minute();
    expect([standing(), marked()]).toEqual([[[`first_order:${second}`, []]], [second]]);
  });

  it('an invite’s first order moves as well, and its gifts come once', async () => {
    const wang = await inviterOf(cloud, 'wang');
    const friend = await joinThrough(cloud, 'mei', wang.code);
    lin = friend.phone;
    await minute();
    const first = await paid(6600);
    await minute();
    const second = await paid(6600);
    const invited = () => documentsOf(cloud, 'referrals').map(({ order }) => order?.orderId ?? null);
    expect(invited()).toEqual([first]);
    await refund(first, payableOf(first));
    expect(invited()).toEqual([null]);
    await minute();
    expect(invited()).toEqual([second]);
    await minute();
    const gifts = documentsOf(cloud, 'inviteRewards').filter(
      ({ event, state }) => event === 'first_order' && state === 'pending',
    );
    expect(gifts.map(({ side }) => side).sort()).toEqual(['invitee', 'inviter']);
  });

  it('refunded in part, it stays the first', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paid(6600);
    await refund(first, 1000);
    await paid(6600);
    expect(awards()).toEqual([[`first_order:${first}`, []]]);
  });

  it('one that cost no money is none: the next is', async () => {
    const { member } = await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const operator = phoneOf(cloud, 'operator-he');
    const { rule } = await operator.points.readRule({});
    const { version, publishedAt, ...draft } = rule!;
    expect(publishedAt).toBeGreaterThan(0);
    const offset = { ...draft.offset, mostShare: 1000 };
    await operator.points.publishRule({ draft: { ...draft, offset }, basedOn: version });
    await operator.points.adjust({ cardNumber: member.card.number, points: 1000, reason: '开业补贴' });
    const orderId = await billOf(cloud, 400);
    const choice = { coupon: 'none', usePoints: true } as const;
    const answer = await lin.payment.pay({ orderId, ...choice, expectedFen: fen(0), at: 'wechat' });
    expect(answer.outcome).toBe('paid');
    expect(awards()).toEqual([]);
    const next = await paid(6600);
    expect(awards()).toEqual([[`first_order:${next}`, []]]);
  });

  it('a guest whose first payment comes back after the second was made gets the card for the second', async () => {
    const first = await billOf(cloud, 6600);
    await payInWechat(lin, first);
    const { claimId } = await lin.payment.confirm({ orderId: first });
    await minute();
    const second = await billOf(cloud, 6600);
    await payInWechat(lin, second);
    expect(await lin.payment.confirm({ orderId: second })).toMatchObject({ claimId: null });
    await refund(first, 6600);
    await minute();
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({ state: 'withdrawn' });
    const next = (await lin.payment.confirm({ orderId: second })).claimId;
    expect(next).toMatch(/^clm_/);
    expect(marked()).toEqual([second]);
    const join = { leaderCode: null, phoneCode: null, claimId: next };
    expect(await lin.member.join(join)).toMatchObject({ outcome: 'joined' });
  });

  it('a guest whose first payment came back whole gets the card for the next', async () => {
    const first = await billOf(cloud, 6600);
    expect(await lin.paySheet(await prepareInWechat(lin, first))).toBe('requestPayment:ok');
    const { claimId } = await lin.payment.confirm({ orderId: first });
    await refund(first, 6600);
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({ state: 'withdrawn' });
    const second = await billOf(cloud, 6600);
    await payInWechat(lin, second);
    const next = await lin.payment.confirm({ orderId: second });
    expect(next.claimId).toMatch(/^clm_/);
    expect(next.claimId).not.toBe(claimId);
    expect(await lin.member.join({ leaderCode: null, phoneCode: null, claimId: next.claimId })).toMatchObject(
      {
        outcome: 'joined',
      },
    );
  });
});
