import { roomsOf } from './rooms';

it('counts what lies at the top of an area, its rooms however deep, and no tests', () => {
  const files = [
    'cloudfunctions/coupon/index.ts',
    'cloudfunctions/coupon/schema.ts',
    'cloudfunctions/coupon/config.json',
    'cloudfunctions/coupon/rules/validity.ts',
    'cloudfunctions/coupon/rules/validity.test.ts',
    'cloudfunctions/coupon/rules/a/b.ts',
    'cloudfunctions/kit/store/schema.ts',
    'contracts/coupon/coupon.ts',
  ];
  expect(roomsOf(files)).toEqual([
    { area: 'coupon', flat: 2, rooms: 2, fullest: 2, files: 4 },
    { area: 'kit', flat: 0, rooms: 1, fullest: 1, files: 1 },
  ]);
});
