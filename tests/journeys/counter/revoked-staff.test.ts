import { areas } from '@contracts/areas';
import type { Operation } from '@contracts/operation';
import { fen } from '@contracts/primitives/fen';
import { isStoreId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import { demoPerson } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { auditOf, newStaff } from '../../stage/counter-stage';
import { billOf, STORE } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** Whoever is dismissed does nothing more for the merchant, whatever they began: the next call is refused. */
const STAFF = {
  leader: 'leader-chen',
  clerk: 'clerk-zhou',
  operator: 'operator-he',
  owner: 'owner-li',
} as const;
const isStaff = (actor: string): actor is keyof typeof STAFF => Object.hasOwn(STAFF, actor);

const operations = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).flatMap(([op, { actor }]: [string, Operation]) =>
    isStaff(actor) ? [{ area, op, actor }] : [],
  ),
);
const answer = z.object({ ok: z.boolean(), error: z.object({ code: z.string() }).optional() });

let cloud: LocalCloud;
const revoke = (identity: { appid: string; openid: string }, roles: readonly string[] = []) => {
  const filter = { _id: `openid:${identity.appid}:${identity.openid}` };
  const database = cloud.database.environment(cloud.env);
  return roles.length === 0
    ? database.remove('staff', filter, false)
    : database.update('staff', { filter, modifier: { $set: { roles } }, multi: false });
};

describe('every operation of the staff', () => {
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  it('there are many', () => expect(operations.length).toBeGreaterThan(60));

  it('lets somebody in, and no longer when the role is gone; a repeat of the same request neither', async () => {
    // An input no operation takes: whoever is let in gets as far as the input.
    const requestId = newTestRequest();
    const codes = async () => {
      const found: Record<string, string> = {};
      for (const { area, op, actor } of operations) {
        const { result } = await cloud.invoke(area, { op, input: 'nonsense', requestId }, STAFF[actor]);
        found[`${area}.${op}`] = answer.parse(result).error?.code ?? 'ok';
      }
      return found;
    };
    const all = (code: string) =>
      Object.fromEntries(operations.map(({ area, op }) => [`${area}.${op}`, code]));
    expect(await codes()).toEqual(all('invalid_input'));
    for (const id of Object.values(STAFF)) await revoke(demoPerson(id));
    expect(await codes()).toEqual(all('not_allowed'));
  });
});

describe('what somebody of the staff began before they were dismissed', () => {
  let zhou: Phone;
  let wu: Phone;
  beforeEach(async () => {
    cloud = await startJourney({
      settings: { counterRules: { cashBillsPerDay: 0, cashFenPerDay: 50_000, refundFenPerDay: 100 } },
    });
    zhou = phoneOf(cloud, 'clerk-zhou');
    wu = await newStaff(cloud, 'wu');
  });
  afterEach(() => cloud.close());
  const refused = { code: 'not_allowed' };
  const waiting = async () => {
    const orderId = await billOf(cloud, 1000);
    const { review } = await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    return { orderId, reviewId: review!.reviewId };
  };
  const orderOf = (orderId: string) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId);

  it.each([
    ['is dismissed', [], refused],
    ['only leads a group now', ['leader'], refused],
  ])('a bill they opened: who %s does not end it', async (_what, roles, code) => {
    const orderId = await billOf(cloud, 1000);
    await revoke(zhou.identity, roles);
    await expect(zhou.payment.cancel({ orderId })).rejects.toMatchObject(code);
    expect(orderOf(orderId)).toMatchObject({ status: 'open' });
    expect(auditOf(cloud, 'payment.endBill')).toEqual([]);
  });

  it('nor one who works at another store now; back at theirs, they do', async () => {
    const orderId = await billOf(cloud, 1000);
    const other = 'sto_other';
    if (!isStoreId(other)) throw new Error(other);
    const database = cloud.database.environment(cloud.env);
    await database.insert('stores', [{ _id: other, name: '另一家店' }]);
    const bind = (storeIds: string[]) =>
      database.update('staff', {
        filter: { _id: `openid:${zhou.identity.appid}:${zhou.identity.openid}` },
        modifier: { $set: { storeIds } },
        multi: false,
      });
    await bind([other]);
    await expect(zhou.payment.cancel({ orderId })).rejects.toMatchObject({ code: 'not_your_store' });
    await bind([STORE]);
    expect((await zhou.payment.cancel({ orderId })).order.state).toBe('cancelled');
  });

  it('an order they opened as a shopper is theirs to end', async () => {
    const { orderId } = await zhou.payment.openOrder({ storeId: STORE, amountFen: fen(1000) });
    await revoke(zhou.identity);
    expect((await zhou.payment.cancel({ orderId })).order.state).toBe('cancelled');
  });

  it('what waits for a second person: not confirmed by who is dismissed, nor for who is; sent back, and asked anew', async () => {
    const { orderId, reviewId } = await waiting();
    await revoke(wu.identity);
    await expect(wu.payment.confirmReview({ reviewId })).rejects.toMatchObject(refused);
    await expect(wu.payment.rejectReview({ reviewId })).rejects.toMatchObject(refused);
    await revoke(zhou.identity);
    await expect(zhou.payment.rejectReview({ reviewId })).rejects.toMatchObject(refused);
    const he = phoneOf(cloud, 'operator-he');
    await expect(he.payment.confirmReview({ reviewId })).rejects.toMatchObject({ code: 'review_asker_left' });
    expect(orderOf(orderId)).toMatchObject({ status: 'open', paidAt: null });
    expect((await he.payment.rejectReview({ reviewId })).review.state).toBe('rejected');
    const mei = await newStaff(cloud, 'mei');
    const again = await mei.payment.recordCounterPayment({ orderId, method: 'cash' });
    await he.payment.confirmReview({ reviewId: again.review!.reviewId });
    expect(orderOf(orderId)).toMatchObject({ status: 'paid' });
  });

  it('who works at the store no longer neither confirms nor has it confirmed; the operator sends it back, and bound again it goes on', async () => {
    const { orderId, reviewId } = await waiting();
    const bind = (phone: Phone, storeIds: string[] | null) =>
      cloud.database.environment(cloud.env).update('staff', {
        filter: { _id: `openid:${phone.identity.appid}:${phone.identity.openid}` },
        modifier: { $set: { storeIds } },
        multi: false,
      });
    const he = phoneOf(cloud, 'operator-he');
    const askerLeft = { code: 'review_asker_left' };
    await bind(wu, []);
    for (const decide of [wu.payment.confirmReview, wu.payment.rejectReview])
      await expect(decide({ reviewId })).rejects.toMatchObject({ code: 'not_your_store' });
    await bind(wu, [STORE]);
    await bind(zhou, []);
    for (const phone of [wu, he])
      await expect(phone.payment.confirmReview({ reviewId })).rejects.toMatchObject(askerLeft);
    expect(orderOf(orderId)).toMatchObject({ status: 'open', paidAt: null });
    // Nobody said where: the only store is theirs, and of two none.
    await bind(zhou, null);
    await cloud.database.environment(cloud.env).insert('stores', [{ _id: 'sto_other', name: '另一家店' }]);
    await expect(he.payment.confirmReview({ reviewId })).rejects.toMatchObject(askerLeft);
    await bind(zhou, [STORE]);
    expect((await wu.payment.confirmReview({ reviewId })).review.state).toBe('confirmed');
    expect(orderOf(orderId)).toMatchObject({ status: 'paid' });
    await bind(zhou, []);
    expect((await he.payment.confirmReview({ reviewId })).review.state).toBe('confirmed');
    expect(documentsOf(cloud, 'payments')).toHaveLength(1);
  });

  it('a redemption within its ten minutes, and a request that was answered already', async () => {
    const { phone: lin } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const { coupons } = await lin.coupon.listMine({ state: 'usable', cursor: null });
    const couponId = coupons[0]!.id;
    const confirm = { couponId, turn: 1, storeId: STORE, amountFen: fen(100_000) };
    const requestId = newTestRequest();
    await zhou.coupon.redeem(confirm, { requestId });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await revoke(zhou.identity);
    await expect(zhou.coupon.redeem(confirm, { requestId })).rejects.toMatchObject(refused);
    const undo = { couponId, turn: 1, reason: '点错了' };
    await expect(zhou.coupon.undoRedeem(undo)).rejects.toMatchObject(refused);
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId)).toMatchObject({
      status: 'used',
    });
  });
});
