import { giveAlongOffers } from '../gift/give-along-offers';
import { owned, type MergeFacts } from '../../kit/ownership/owned';
import type { DocumentOf } from '../../kit/store/schema';
import { twinId } from '../rules/pack';
import { sumOfTallies, tallyWithout } from '../rules/stock';
import { countErased } from './count-erased';

type Coupon = Pick<DocumentOf<'coupons'>, '_id' | 'status' | 'usedAt' | 'use'>;

const usedSince = ({ status, usedAt }: Coupon, { at }: Pick<MergeFacts, 'at'>): boolean =>
  status === 'used' && usedAt !== null && usedAt >= at;

const twinOf = ({ _id }: Coupon, { keptId, absorbedId }: MergeFacts): string =>
  twinId(_id, absorbedId, keptId);

/**
 * A coupon of the doubled gift that was handed in at the counter after the merge is the kept member's gift, who has the
 * other one no more. Every other coupon goes back to whom it came from, used or not: so does what a refund of its order
 * gives back.
 */
export const couponSpentSince = (coupon: Coupon, merge: MergeFacts): boolean =>
  usedSince(coupon, merge) && coupon.use?.by !== 'order' && merge.takenBack.includes(twinOf(coupon, merge));

/**
 * A used one belongs to the ledger. One that an order of somebody else holds (the two were one member when it took hold)
 * keeps that order's price until it ends, and goes then (`release-coupon.ts`).
 */
const staysWhenClosed = ({ status }: Pick<Coupon, 'status'>): boolean =>
  status === 'used' || status === 'locked';

/** Coupons move as they are; of a doubled newcomer gift one stays behind. */
export const ownedCoupons = [
  owned('coupons', {
    noun: '优惠券',
    field: 'memberId',
    onMerge: 'move',
    staysBehind: ({ _id }, { dropped }) => dropped.includes(_id),
    spentSince: couponSpentSince,
    comesBackSpent: usedSince,
    isHeld: ({ status }) => status === 'locked',
    onClose: (coupon) => (staysWhenClosed(coupon) ? coupon : null),
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
    afterUndo: giveAlongOffers,
    onClose: 'remove',
    exported: ({ couponId, status, at }) => ({ couponId, status, at }),
  }),
];
