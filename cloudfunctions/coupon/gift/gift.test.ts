import { isOfferCode, type OfferCode } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import { couponId, couponPackId, memberId } from '../../../contracts/values';
import { givenCoupon, mayBeGiven } from './gift';
import { couponOf, ISSUED } from '../rules/test-coupons';

const lin = memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZA');
const wang = memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZB');
const CODE: OfferCode = (() => {
  const code = 'AbCd1234EfGh5678';
  if (!isOfferCode(code)) throw new Error(code);
  return code;
})();

type Coupon = Parameters<typeof mayBeGiven>[0];
const coupon = (terms: object = {}, more: Partial<Coupon> = {}): Coupon => ({
  ...couponOf({ transferable: true, ...terms }),
  memberId: lin,
  packId: couponPackId.parse('pack_newcomer'),
  issuedAt: ISSUED,
  givenFrom: null,
  ...more,
});

it.each<[string, Coupon, ReturnType<typeof mayBeGiven>]>([
  ['a coupon that may be given on', coupon(), null],
  ['one whose terms say no', coupon({ transferable: false }), 'coupon_not_transferable'],
  ['one a friend gave', coupon({}, { givenFrom: couponId.parse('cpn_before-1') }), 'coupon_not_transferable'],
  ['one that has not started: its clock goes with it', coupon({}, { startsAt: addMs(ISSUED, 1) }), null],
  ['in its last moment', coupon({}, { expiresAt: addMs(ISSUED, 1) }), null],
  ['one that has run out', coupon({}, { expiresAt: ISSUED }), 'coupon_expired'],
  ['one already used', coupon({}, { status: 'used' }), 'coupon_already_used'],
  ['one an order holds', coupon({}, { status: 'locked' }), 'coupon_locked'],
  ['one already offered', coupon({}, { status: 'offered' }), 'coupon_offered'],
  ['one the merchant took back', coupon({}, { status: 'revoked' }), 'coupon_revoked'],
  ['one given away', coupon({}, { status: 'given' }), 'coupon_given'],
])('%s', (_name, one, expected) => {
  expect(mayBeGiven(one, ISSUED)).toBe(expected);
});

describe('the friend’s coupon', () => {
  const original = coupon({}, { startsAt: addMs(ISSUED, MINUTE_MS), expiresAt: addMs(ISSUED, DAY_MS) });
  const given = givenCoupon(original, wang, CODE, () => '0123456789012345', addMs(ISSUED, 5));

  it('has the same terms, clock and pack, and says where it came from', () => {
    const { terms, startsAt, expiresAt, packId } = original;
    expect(given).toMatchObject({ memberId: wang, terms, startsAt, expiresAt, packId, channel: 'gift' });
    expect(given).toMatchObject({ givenFrom: original._id, status: 'unused', issuedAt: addMs(ISSUED, 5) });
  });

  it('taken twice through one link is one coupon, and each friend’s is another', () => {
    expect(givenCoupon(original, wang, CODE, () => '5432109876543210', addMs(ISSUED, 99))._id).toBe(
      given._id,
    );
    expect(givenCoupon(original, lin, CODE, () => '0', ISSUED)._id).not.toBe(given._id);
  });

  it('may not be given on', () => {
    expect(mayBeGiven(given, addMs(ISSUED, MINUTE_MS))).toBe('coupon_not_transferable');
  });
});
