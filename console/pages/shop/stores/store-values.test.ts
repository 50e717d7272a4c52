import type { StoreFields } from '@contracts/merchant/store-values';
import { hasHalfHours, isPhoneOdd, isPlaceOdd, storeFieldsOf, storeValues } from './store-values';

const fields: StoreFields = {
  name: '幸福里店',
  city: '上海',
  region: '徐汇',
  address: '幸福路 1 号',
  phone: '021-55555555',
  hours: { opensAt: '08:00', closesAt: '21:30' },
  location: { latitude: 31.2304, longitude: 121.4737 },
};

describe('a store as it is typed at a desk', () => {
  it('is what it was, when nothing is typed', () => {
    expect(storeFieldsOf(storeValues(fields))).toEqual(fields);
    const bare = { ...fields, phone: '', hours: null, location: null };
    expect(storeFieldsOf(storeValues(bare))).toEqual(bare);
  });

  it('is told what is odd, before it is sent', () => {
    const values = storeValues(fields);
    expect([hasHalfHours(values), isPhoneOdd(values), isPlaceOdd(values)]).toEqual([false, false, false]);
    expect(hasHalfHours({ ...values, closesAt: null })).toBe(true);
    expect(hasHalfHours({ ...values, opensAt: null, closesAt: null })).toBe(false);
    expect(isPhoneOdd({ ...values, phone: '打给我' })).toBe(true);
    for (const location of ['上海', '131.2,121.4', '31.2304'])
      expect(isPlaceOdd({ ...values, location })).toBe(true);
    expect(storeFieldsOf({ ...values, location: ' ３１.5，121.25' }).location).toEqual({
      latitude: 31.5,
      longitude: 121.25,
    });
  });
});
