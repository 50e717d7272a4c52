import { areas } from '@contracts/areas';
import type { Operation } from '@contracts/operation';
import { fen } from '@contracts/primitives/fen';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { isPickupCode } from '@contracts/primitives/codes/pickup-code';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { billOf, STORE } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const OTHER = (() => {
  const id = 'sto_binhe';
  if (!isStoreId(id)) throw new Error(id);
  return id;
})();

/** Staff are bound to stores: two stores, a clerk of each, one of both, one of none, and one from before. */
describe('clerks of two stores', () => {
  const cloud = cloudOfEach();
  let zhou: Phone;
  let sun: Phone;
  beforeEach(async () => {
    const database = cloud.database.environment(cloud.env);
    await database.insert('stores', [{ _id: OTHER, name: '滨河店' }]);
    zhou = phoneOf(cloud, 'clerk-zhou');
    sun = await newClerk('sun', [OTHER]);
  });

  const newClerk = async (name: string, storeIds?: StoreId[]): Promise<Phone> => {
    const openid = `oClerk-${name}`;
    const staff = { _id: `openid:${DEMO_APPID}:${openid}`, name, roles: ['clerk'], leaderId: null };
    await cloud.database
      .environment(cloud.env)
      .insert('staff', [storeIds === undefined ? staff : { ...staff, storeIds }]);
    return phoneOf(cloud, { openid, appid: DEMO_APPID });
  };
  const otherStore = { code: 'not_your_store' };
  const items = [{ title: '蔬菜', category: null, amountFen: fen(3000) }];

  it('a clerk of the other store neither opens, reads, takes money for nor refunds a bill of this one', async () => {
    const orderId = await billOf(cloud, 3000);
    const { payment } = sun;
    await expect(payment.openBill({ storeId: STORE, items })).rejects.toMatchObject(otherStore);
    await expect(payment.listStoreOrders({ storeId: STORE, cursor: null })).rejects.toMatchObject(otherStore);
    await expect(payment.readBill({ orderId })).rejects.toMatchObject(otherStore);
    await expect(payment.readBillCode({ orderId })).rejects.toMatchObject(otherStore);
    const taking = payment.recordCounterPayment({ orderId, method: 'cash' });
    await expect(taking).rejects.toMatchObject(otherStore);
    await expect(payment.endBill({ orderId })).rejects.toMatchObject(otherStore);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    const lines = [{ line: 0, quantity: 1 }];
    const back = { orderId, reason: '缺货' };
    await expect(payment.refund({ ...back, amountFen: fen(1000) })).rejects.toMatchObject(otherStore);
    await expect(payment.previewRefund({ orderId, lines })).rejects.toMatchObject(otherStore);
    const byLine = payment.refundLines({ ...back, lines, expectedFen: fen(3000) });
    await expect(byLine).rejects.toMatchObject(otherStore);
    expect(documentsOf(cloud, 'refunds')).toEqual([]);
    await expect(zhou.payment.refund({ ...back, amountFen: fen(1000) })).resolves.toBeDefined();
  });

  it('coupons, members and rewards likewise', async () => {
    const { phone: lin, cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 2000);
    const look = { shown: cardNumber, amountFen: fen(9900) };
    await expect(sun.coupon.lookUp({ ...look, storeId: STORE })).rejects.toMatchObject(otherStore);
    await expect(sun.coupon.lookUp({ ...look, storeId: OTHER })).resolves.toBeDefined();
    await expect(sun.member.identify({ storeId: STORE, cardNumber })).rejects.toMatchObject(otherStore);
    await expect(sun.member.identify({ storeId: OTHER, cardNumber })).resolves.toBeDefined();
    const { coupons } = await zhou.coupon.lookUp({ ...look, storeId: STORE });
    const { id: couponId, turn } = coupons.find(({ refusal }) => refusal === null)!;
    const confirm = { couponId, turn, amountFen: fen(9900), storeId: STORE };
    await expect(sun.coupon.redeem(confirm)).rejects.toMatchObject(otherStore);
    await zhou.coupon.redeem(confirm);
    const undo = { couponId, turn, reason: '扫错了' };
    await expect(sun.coupon.undoRedeem(undo)).rejects.toMatchObject(otherStore);
    await zhou.coupon.undoRedeem(undo);

    const { rewards } = await lin.points.listRewards({ cursor: null });
    const goods = rewards.find(({ kind, stores }) => kind === 'goods' && stores.length > 0)!;
    const wish = { rewardId: goods.id, skuId: goods.skus[0]!.id, storeId: STORE, quantity: 1 };
    const code = (await lin.points.exchange(wish)).redemption.code;
    if (!isPickupCode(code)) throw new Error(String(code));
    await expect(sun.points.lookUpRedemption({ code })).rejects.toMatchObject(otherStore);
    await expect(sun.points.verifyRedemption({ code })).rejects.toMatchObject(otherStore);
    await expect(zhou.points.verifyRedemption({ code })).resolves.toBeDefined();
  });

  it('who works at both, and the operator and owner, work at each; who works at none, nowhere', async () => {
    const both = await newClerk('both', [STORE, OTHER]);
    const none = await newClerk('none', []);
    for (const phone of [both, phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')]) {
      expect((await phone.merchant.listMyStores({})).stores).toHaveLength(2);
      for (const storeId of [STORE, OTHER]) await phone.payment.openBill({ storeId, items });
    }
    expect(await none.merchant.listMyStores({})).toEqual({ stores: [] });
    for (const storeId of [STORE, OTHER])
      await expect(none.payment.openBill({ storeId, items })).rejects.toMatchObject(otherStore);
  });

  it('a clerk from before stores were bound works at the only store, and of two at none until somebody says', async () => {
    const old = await newClerk('old');
    await expect(old.payment.openBill({ storeId: STORE, items })).rejects.toMatchObject(otherStore);
    expect(await old.merchant.listMyStores({})).toEqual({ stores: [] });
    await cloud.database.environment(cloud.env).remove('stores', { _id: OTHER }, true);
    expect((await old.merchant.listMyStores({})).stores).toMatchObject([{ storeId: STORE }]);
    await expect(old.payment.openBill({ storeId: STORE, items })).resolves.toBeDefined();
  });

  it('the operator binds, at once, once, audited, and never over somebody else’s change', async () => {
    const he = phoneOf(cloud, 'operator-he');
    const { staff, stores } = await he.merchant.listStaff({ cursor: null });
    expect(stores).toHaveLength(2);
    expect(JSON.stringify(staff)).not.toContain('oClerk');
    const { handle, storeIds: basedOn } = staff.find(({ name }) => name === 'sun')!;
    const bind = { handle, storeIds: [STORE], basedOn };
    await he.merchant.bindStores(bind);
    await he.merchant.bindStores(bind);
    await expect(sun.payment.openBill({ storeId: STORE, items })).resolves.toBeDefined();
    await expect(sun.payment.openBill({ storeId: OTHER, items })).rejects.toMatchObject(otherStore);
    await expect(he.merchant.bindStores({ ...bind, storeIds: [] })).rejects.toMatchObject({
      code: 'staff_changed',
    });
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'merchant.bindStores');
    expect(told).toMatchObject([
      { staffName: '运营小何', before: { stores: OTHER }, after: { stores: STORE } },
    ]);
    await expect(zhou.merchant.bindStores(bind)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('every operation of clerks says which store it is about', () => {
    const undeclared = Object.entries(areas).flatMap(([area, table]) =>
      Object.entries(table)
        .filter(
          ([, { actor, store }]: [string, Operation]) =>
            ['clerk', 'adviser'].includes(actor) && store === undefined,
        )
        .map(([op]) => `${area}.${op}`),
    );
    expect(undeclared).toEqual([]);
  });
});
