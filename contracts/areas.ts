import type { Operations } from './operation';
import { cardOperations } from './card';
import { couponOperations } from './coupon';
import { identityOperations } from './identity';
import { leaderOperations } from './leader';
import { leaderOfficeOperations } from './leader-office';
import { memberOperations } from './member';
import { merchantOperations } from './merchant';
import { messageOperations } from './message';
import { officeOperations } from './office';
import { paymentOperations } from './payment';
import { healthOperations } from './health';
import { pushOperations } from './push';
import { pointsOperations } from './points';
import { referralOperations } from './referral';

/** Every area the mini-program can call, by the name of its cloud function. */
export const areas = {
  member: memberOperations,
  identity: identityOperations,
  card: cardOperations,
  coupon: couponOperations,
  leader: { ...leaderOperations, ...leaderOfficeOperations },
  message: { ...messageOperations, ...pushOperations, ...healthOperations },
  merchant: merchantOperations,
  office: officeOperations,
  payment: paymentOperations,
  points: pointsOperations,
  referral: referralOperations,
} as const satisfies Record<string, Operations>;
