import { thingOf } from './subject';

it.each([
  ['coupon.savePack', 'pack_1', 'pack_1'],
  ['office.saveSettings', 'merchant', 'merchant'],
  ['points.adjust', 'mem_1', null],
  ['merchant.setStaffRole', 'openid:a:b', null],
  ['merchant.saveStore', 'sto_1', 'sto_1'],
  ['merchant.saveStoreX', 'x', null],
  ['coupon.redeem', 'cpn_1', null],
  ['', 'x', null],
])('an entry of %s on %s is about %s', (action, subjectId, thing) => {
  expect(thingOf({ action, subjectId })).toBe(thing);
});
