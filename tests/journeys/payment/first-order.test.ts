import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { CHEN_CODE } from '../../stage/leader-stage';
import { billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** The first order is the first whose paid money is above zero and not fully back, for leader, card and invite alike. */
describe('the first order', () => {
  const cloud = sharedCloud();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

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
