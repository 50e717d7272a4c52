import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { expiredFact, revivedFact } from './coupon-facts';

type Coupon = DocumentOf<'coupons'>;

/** A coupon is idle again after it ran out, when the sweep has passed its expiry: told here. One call, and only then. */
export async function tellIfExpired(
  transaction: TransactionStore,
  coupon: Coupon,
  now: Instant,
): Promise<void> {
  if (now < coupon.expiresAt) return;
  const fact = expiredFact(coupon, now);
  if (!(await transaction.facts.get(fact._id))) transaction.tell(fact);
}

/**
 * A coupon that had run out unused is used or extended after all. That it ran out is told with it when the sweep has not:
 * of the two only one can write it.
 * @param auditId the entry of whoever extended it
 */
export async function tellIfRevived(
  transaction: TransactionStore,
  coupon: Coupon,
  now: Instant,
  auditId?: string,
): Promise<void> {
  if (now < coupon.expiresAt || coupon.status === 'locked') return;
  await tellIfExpired(transaction, coupon, now);
  transaction.tell(revivedFact(coupon, now, auditId));
}
