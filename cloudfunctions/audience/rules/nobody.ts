import { instant } from '../../../contracts/primitives/time';
import type { Subject } from './judged';

/** Of whom nothing is known: what a rule reads it reads of them too. */
export const NOBODY: Subject = {
  bucket: 0,
  of: {
    joinedAt: instant(0),
    source: 'own',
    storeId: null,
    storeIds: [],
    cities: [],
    leaderId: null,
    birthMonth: null,
    tags: [],
    tier: null,
    points: 0,
    pointsExpire: [],
    couponsExpire: [],
    coupons: { issued: 0, used: 0, expired: 0 },
    orders: { n: 0, amountFen: 0, withCoupon: 0 },
    refunds: { n: 0, amountFen: 0 },
    firstOrderAt: null,
    lastOrderAt: null,
    days: [],
    months: [],
    categories: [],
    gapDays: null,
    invited: 0,
    lastVisitAt: null,
    lastReachedAt: null,
    lastOpenedAt: null,
    lastClickedAt: null,
    lowScoreAt: null,
    qualityRefundAt: null,
    openComplaintAt: null,
  },
};
