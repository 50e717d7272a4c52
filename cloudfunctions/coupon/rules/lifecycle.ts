import { refuse, type ErrorCode } from '../../../contracts/errors';
import type { Fen } from '../../../contracts/primitives/fen';
import type { StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { standingRefusal } from './applicability';
import type { CouponClock } from './validity';

/**
 * The states of a coupon and what moves it between them. Each event answers the fields that change, or null when the
 * event has already happened: the same order, turn or friend asking again changes nothing.
 *
 *   unused ⇄ locked → used ⇄ unused (restored)      unused ⇄ offered → given      unused → revoked
 *   locked, used → revoked instead of unused, when the merchant recalled it meanwhile
 */
export interface CouponUse {
  turn: number;
  by: 'order' | 'clerk';
  orderId: string | null;
  storeId: StoreId | null;
  staffId: string | null;
  at: Instant;
  amountFen: Fen | null;
  savingFen: Fen | null;
}

export interface CouponLife extends CouponClock {
  lock: { orderId: string; at: Instant } | null;
  use: CouponUse | null;
  turns: number;
  restored: { at: Instant; orderId: string | null } | null;
  /** Taken back by the merchant while it was used or held. */
  recalled?: Recall | null;
  revoked?: Recall | null;
}

interface Recall {
  at: Instant;
  reason: string;
  /** The entry that says who took it back. */
  auditId?: string | undefined;
}

export type LifePatch = Partial<
  Pick<CouponLife, 'status' | 'usedAt' | 'lock' | 'use' | 'turns' | 'restored' | 'revoked'>
>;

/** What was recalled meanwhile is taken back now, not usable again. */
const free = ({ recalled }: CouponLife): LifePatch =>
  recalled ? { status: 'revoked', revoked: recalled } : { status: 'unused' };

const usedBy = ({ status, use }: CouponLife, orderId: string): boolean =>
  status === 'used' && use?.orderId === orderId;

/** @throws TuankaError with the reason the coupon cannot be used */
function refuseUnusable(coupon: CouponLife, now: Instant): void {
  const refusal = standingRefusal(coupon, now);
  if (refusal) throw refuse(refusal.reason);
}

/** An order takes hold of the coupon. */
export function locked(coupon: CouponLife, orderId: string, now: Instant): LifePatch | null {
  if (usedBy(coupon, orderId)) return null;
  if (isHeldBy(coupon, orderId)) return null;
  refuseUnusable(coupon, now);
  return { status: 'locked', lock: { orderId, at: now } };
}

const isHeldBy = ({ status, lock }: CouponLife, orderId: string): boolean =>
  status === 'locked' && lock?.orderId === orderId;

/** Neither free nor this order's: another order, a clerk, a friend or the merchant has it. */
export const wentElsewhere = (coupon: CouponLife, orderId: string): boolean =>
  coupon.status !== 'unused' && !isHeldBy(coupon, orderId) && !usedBy(coupon, orderId);

/**
 * The order was paid. A payment that arrives after its hold was released still counts when nobody else took the coupon,
 * past its expiry too: the shopper has paid the price that was agreed.
 */
export function redeemedByOrder(
  coupon: CouponLife,
  { orderId, storeId }: { orderId: string; storeId: StoreId },
  now: Instant,
): LifePatch | null {
  if (usedBy(coupon, orderId)) return null;
  if (wentElsewhere(coupon, orderId)) throw refuse(takenReason(coupon));
  // The refund that gave the coupon back came before this late notice of the same payment.
  if (coupon.restored?.orderId === orderId) return null;
  const turn = coupon.turns + 1;
  return {
    status: 'used',
    usedAt: now,
    lock: null,
    turns: turn,
    use: {
      turn,
      by: 'order',
      orderId,
      storeId,
      staffId: null,
      at: now,
      amountFen: null,
      savingFen: null,
    },
  };
}

const takenReason = ({ status }: CouponLife): ErrorCode => {
  if (status === 'used') return 'coupon_already_used';
  if (status === 'offered') return 'coupon_offered';
  if (status === 'given') return 'coupon_given';
  return status === 'revoked' ? 'coupon_revoked' : 'coupon_locked';
};

/** The order was given up: whoever else holds the coupon keeps it. */
export const released = (coupon: CouponLife, orderId: string): LifePatch | null =>
  isHeldBy(coupon, orderId) ? { ...free(coupon), lock: null } : null;

/** The order was refunded: its coupon is unused again, for as long as it is still valid. Nothing is extended. */
export const restoredByRefund = (coupon: CouponLife, orderId: string, now: Instant): LifePatch | null =>
  usedBy(coupon, orderId)
    ? { ...free(coupon), usedAt: null, use: null, restored: { at: now, orderId } }
    : null;

/**
 * A clerk confirms. `turn` is the one the clerk was shown: the same confirm twice is the same redemption, and one that was
 * undone meanwhile is refused instead of being done again.
 */
export function redeemedByClerk(
  coupon: CouponLife,
  use: Omit<CouponUse, 'by' | 'orderId' | 'at'>,
  now: Instant,
): LifePatch | null {
  const current = coupon.use;
  if (
    coupon.status === 'used' &&
    current?.by === 'clerk' &&
    current.turn === use.turn &&
    current.staffId === use.staffId
  )
    return null;
  refuseUnusable(coupon, now);
  if (use.turn !== coupon.turns + 1) throw refuse('coupon_redeemed_since');
  return {
    status: 'used',
    usedAt: now,
    turns: use.turn,
    use: { ...use, by: 'clerk', orderId: null, at: now },
  };
}

/** A clerk takes a redemption back. Null when it already was. */
export const undoneByClerk = (coupon: CouponLife, turn: number, now: Instant): LifePatch | null =>
  coupon.status === 'used' && coupon.use?.by === 'clerk' && coupon.use.turn === turn
    ? { ...free(coupon), usedAt: null, use: null, restored: { at: now, orderId: null } }
    : null;
