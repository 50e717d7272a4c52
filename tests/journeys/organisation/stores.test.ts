import type { StoreFields } from '@contracts/merchant/store-values';
import { fen } from '@contracts/primitives/fen';
import { auditOf } from '../../stage/counter-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

const fields: StoreFields = {
  name: '锦绣店',
  city: '上海',
  region: '徐汇',
  address: '锦绣路 8 号',
  phone: '021-55555555',
  hours: { opensAt: '08:00', closesAt: '22:00' },
  location: { latitude: 31.2304, longitude: 121.4737 },
};
const reason = '装修两周';
const items = [{ title: '蔬菜', category: '生鲜', amountFen: fen(100) }];

const cloud = sharedCloud();
let he: Phone;
beforeEach(async () => {
  cloud.moveClock(NOON);
  he = phoneOf(cloud, 'operator-he');
});

describe('a store', () => {
  it('is made once by a request, and a bill is opened there', async () => {
    const requestId = newTestRequest();
    const { store } = await he.merchant.saveStore({ edit: null, fields }, { requestId });
    expect(await he.merchant.saveStore({ edit: null, fields }, { requestId })).toEqual({ store });
    expect(store).toMatchObject({ version: 1, open: true, fields });
    expect(documentsOf(cloud, 'stores')).toHaveLength(2);
    await he.payment.openBill({ storeId: store.storeId, items });
    expect(auditOf(cloud, 'merchant.makeStore')).toMatchObject([{ after: { name: '锦绣店' } }]);
  });

  it('from before it had an address is edited; of two who edit at once the second looks first', async () => {
    const { stores } = await he.merchant.listStores({});
    const { storeId, version } = stores[0]!;
    expect(stores).toMatchObject([
      { storeId: STORE, version: 1, open: true, fields: { address: '', hours: null } },
    ]);
    const edit = { storeId, version };
    await he.merchant.saveStore({ edit, fields });
    // The same content again, from whatever version, changes nothing.
    await he.merchant.saveStore({ edit, fields });
    const li = phoneOf(cloud, 'owner-li');
    await expect(
      li.merchant.saveStore({ edit, fields: { ...fields, name: '幸福里新店' } }),
    ).rejects.toMatchObject({ code: 'store_changed' });
    expect(documentsOf(cloud, 'stores')).toMatchObject([{ name: '锦绣店', version: 2 }]);
    const told = auditOf(cloud, 'merchant.saveStore');
    expect(told).toMatchObject([
      { before: { name: '幸福里店', hours: null }, after: { name: '锦绣店', hours: '08:00-22:00' } },
    ]);
  });

  it('has no name that a payment cannot show whole, with the brand before it', async () => {
    const longBrand = await startJourney({ variables: { MERCHANT_NAME: '团'.repeat(20) } });
    const operator = phoneOf(longBrand, 'operator-he');
    const named = (length: number) => ({ edit: null, fields: { ...fields, name: '店'.repeat(length) } });
    await operator.merchant.saveStore(named(22));
    await expect(operator.merchant.saveStore(named(23))).rejects.toMatchObject({
      code: 'store_name_too_long',
    });
    await longBrand.close();
  });

  it('nor one that is too long with the brand of a moment ago, and no brand that is with the name of a store', async () => {
    const brand = (length: number, basedOn: number) =>
      he.office.saveBrand({ brand: { name: '团'.repeat(length), colour: '' }, basedOn });
    const { version } = await he.office.readSettings({});
    await he.merchant.saveStore({ edit: null, fields });
    const saved = await brand(13, version);
    if (saved.outcome !== 'saved') throw new Error('no brand');
    const named = (length: number) => ({ edit: null, fields: { ...fields, name: '店'.repeat(length) } });
    await expect(he.merchant.saveStore(named(30))).rejects.toMatchObject({ code: 'store_name_too_long' });
    const { store } = await he.merchant.saveStore(named(29));
    const edit = { storeId: store.storeId, version: store.version };
    await expect(he.merchant.saveStore({ ...named(30), edit })).rejects.toMatchObject({
      code: 'store_name_too_long',
    });
    expect(await brand(14, saved.version)).toMatchObject({ outcome: 'refused' });
  });

  it('that is closed takes no new order and says so; what is under way is finished, and it opens again', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 1000);
    const requestId = newTestRequest();
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const opened = await zhou.payment.openBill({ storeId: STORE, items }, { requestId });
    const close = { storeId: STORE, open: false, reason };
    await he.merchant.setStoreOpen(close);
    await he.merchant.setStoreOpen(close);
    const closed = { code: 'store_closed', message: '这家门店暂停营业，现在不能下单、兑换和核销优惠券' };
    await expect(zhou.payment.openBill({ storeId: STORE, items })).rejects.toMatchObject(closed);
    await expect(lin.payment.openOrder({ storeId: STORE, amountFen: fen(1000) })).rejects.toMatchObject(
      closed,
    );
    expect(await zhou.payment.openBill({ storeId: STORE, items }, { requestId })).toEqual(opened);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    await he.merchant.setStoreOpen({ ...close, open: true });
    await expect(zhou.payment.openBill({ storeId: STORE, items })).resolves.toBeDefined();
    expect(auditOf(cloud, 'merchant.closeStore')).toMatchObject([{ storeId: STORE, reason }]);
    expect(auditOf(cloud, 'merchant.openStore')).toHaveLength(1);
  });

  it('is the operator’s business', async () => {
    await expect(phoneOf(cloud, 'clerk-zhou').merchant.listStores({})).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
