import { owned } from '../identity/merge-owned';

/** Coupons move as they are; of a doubled newcomer gift one stays behind. A used one belongs to the ledger. */
export const ownedCoupons = [
  owned('coupons', {
    noun: '优惠券',
    field: 'memberId',
    onMerge: 'move',
    staysBehind: ({ _id }, { dropped }) => dropped.includes(_id),
    spentSince: ({ status, usedAt }, { at }) => status === 'used' && usedAt !== null && usedAt >= at,
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
];
