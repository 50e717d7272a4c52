import type { CouponId } from '../../../contracts/primitives/ids';

/** 53 bits of a text, as codes once were made; only to know such a code when it is seen. */
function formerHash(text: string): number {
  let high = 0x9e3779b1;
  let low = 0x85ebca77;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
    low = Math.imul(low ^ unit, 0x27d4eb2f) ^ (low >>> 13);
  }
  high = Math.imul(high ^ (low >>> 16), 0x2c1b3c6d);
  low = Math.imul(low ^ (high >>> 16), 0x297a2d39);
  return (high >>> 0) * 0x20_0000 + (low >>> 11);
}

/** What a coupon's code once was: made of its id, so that whoever knows a member's id knows the codes. */
export const computableCodeOf = (id: CouponId): string => String(formerHash(id)).padStart(16, '0');

/**
 * The coupon carries no code, or the one everybody can compute: it is neither shown nor taken, and waits for a random one
 * (codes/renew-codes).
 */
export const needsNewCode = ({ _id, code }: { _id: CouponId; code: string }): boolean =>
  code === '' || code === computableCodeOf(_id);

/** The code to show; null while the coupon waits for a random one. */
export const codeToShow = (coupon: { _id: CouponId; code: string }): string | null =>
  needsNewCode(coupon) ? null : coupon.code;

export const isCouponCode = (text: string): boolean => /^\d{16}$/.test(text);
