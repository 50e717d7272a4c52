import type { StoreFields } from '../../../contracts/merchant/store-values';
import { fitsPayment, storeChange } from './store';

const fields: StoreFields = {
  name: '幸福里店',
  city: '',
  region: '',
  address: '',
  phone: '',
  hours: null,
  location: null,
};

it.each([
  ['团卡邻里', '店'.repeat(38), true], // 12 + 1 + 114 = 127
  ['团卡邻里', `${'店'.repeat(38)}a`, false],
  ['团'.repeat(20), '店'.repeat(22), true], // 60 + 1 + 66 = 127
  ['团'.repeat(20), '店'.repeat(23), false],
  ['团卡邻里', '🍎'.repeat(28), true],
  ['团卡邻里', '🍎'.repeat(29), false],
])('%s and %s together fit a payment: %s', (brand, name, fits) => {
  expect(fitsPayment(brand, name)).toBe(fits);
});

it('a change is told by what differs', () => {
  const hours = { opensAt: '08:00', closesAt: '22:00' };
  expect(storeChange(fields, { ...fields, hours, city: '上海' })).toEqual({
    before: { city: '', hours: null },
    after: { city: '上海', hours: '08:00-22:00' },
  });
  expect(storeChange(fields, fields)).toEqual({ before: {}, after: {} });
});
