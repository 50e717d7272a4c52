import { owned, type MergeFacts } from '../../kit/ownership/owned';
import { ulidOf } from '../../kit/ids/new-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Instant } from '../../../contracts/primitives/time';
import { sumOfTallies, tallyWithout } from '../rules/stock';

type Coupon = Pick<DocumentOf<'coupons'>, '_id' | 'status' | 'usedAt' | 'use'>;

const usedSince = ({ status, usedAt }: Coupon, { at }: Pick<MergeFacts, 'at'>): boolean =>
  status === 'used' && usedAt !== null && usedAt >= at;

const twinOf = ({ _id }: Coupon, { keptId, absorbedId }: MergeFacts): string =>
  _id.replace(ulidOf(absorbedId), ulidOf(keptId));

/**
 * A coupon of the doubled gift that was handed in at the counter after the merge is the kept member's gift, who has the
 * other one no more. Every other coupon goes back to whom it came from, used or not: so does what a refund of its order
 * gives back.
 */
export const couponSpentSince = (coupon: Coupon, merge: MergeFacts): boolean =>
  usedSince(coupon, merge) && coupon.use?.by !== 'order' && merge.takenBack.includes(twinOf(coupon, merge));

/** Issued stays issued: a coupon that goes with a closed account gives its piece of the stock to nobody. */
async function countErased(
  transaction: TransactionStore,
  { stockId }: Pick<DocumentOf<'coupons'>, 'stockId'>,
  now: Instant,
): Promise<void> {
  const shard = stockId === null ? null : await transaction.couponStock.get(stockId);
  if (shard) await transaction.couponStock.update(shard._id, { erased: shard.erased + 1, changedAt: now });
}

/** Coupons move as they are; of a doubled newcomer gift one stays behind. A used one belongs to the ledger. */
export const ownedCoupons = [
  owned('coupons', {
    noun: '优惠券',
    field: 'memberId',
    onMerge: 'move',
    staysBehind: ({ _id }, { dropped }) => dropped.includes(_id),
    spentSince: couponSpentSince,
    comesBackSpent: usedSince,
    onClose: (coupon) => (coupon.status === 'used' ? coupon : null),
    afterClose: countErased,
    exported: ({ _id, terms, status, issuedAt, expiresAt, usedAt }) => ({
      _id,
      terms,
      status,
      issuedAt,
      expiresAt,
      usedAt,
    }),
  }),
  owned('couponGrants', {
    noun: '发券记录',
    field: 'memberId',
    // The grant is named after whom it was made to; its coupons move by themselves.
    onMerge: 'stay',
    onClose: 'keep',
    exported: null,
  }),
  owned('couponTallies', {
    noun: '领券次数',
    field: 'memberId',
    // One person has one count: two accounts are no way around a limit.
    onMerge: {
      idFor: ({ _id, memberId }, keptId) => _id.replace(memberId, keptId),
      combine: (kept, absorbed, keptId) => ({
        ...sumOfTallies(kept, absorbed),
        _id: absorbed._id.replace(absorbed.memberId, keptId),
        memberId: keptId,
      }),
      separate: (kept, absorbed) => ({ ...kept, ...tallyWithout(kept, absorbed) }),
    },
    onClose: 'remove',
    exported: null,
  }),
  owned('couponOffers', {
    noun: '转赠',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'remove',
    exported: ({ couponId, status, at }) => ({ couponId, status, at }),
  }),
];
