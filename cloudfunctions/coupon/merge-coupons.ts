import { owned, type MergeFacts } from '../identity/merge-owned';
import type { DocumentOf } from '../kit/store/schema';
import { sumOfTallies, tallyWithout } from './stock';

type Coupon = Pick<DocumentOf<'coupons'>, 'status' | 'usedAt'>;

/** Used after the merge: it stays with whoever the two were then. */
export const couponSpentSince = ({ status, usedAt }: Coupon, { at }: Pick<MergeFacts, 'at'>): boolean =>
  status === 'used' && usedAt !== null && usedAt >= at;

/** Coupons move as they are; of a doubled newcomer gift one stays behind. A used one belongs to the ledger. */
export const ownedCoupons = [
  owned('coupons', {
    noun: '优惠券',
    field: 'memberId',
    onMerge: 'move',
    staysBehind: ({ _id }, { dropped }) => dropped.includes(_id),
    spentSince: couponSpentSince,
    onClose: (coupon) => (coupon.status === 'used' ? coupon : null),
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
