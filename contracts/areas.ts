import type { Operations } from './operation';
import { audienceOperations } from './audience/audience';
import { cardOperations } from './card/card';
import { consoleOperations } from './console/console';
import { couponOperations } from './coupon/coupon';
import { growthOperations } from './growth/growth';
import { journeyOperations } from './journey/journey';
import { identityOperations } from './identity/identity';
import { leaderOperations } from './leader/leader';
import { leaderOfficeOperations } from './leader/leader-office';
import { insightOperations } from './insight/insight';
import { memberOperations } from './member/member';
import { merchantOperations } from './merchant/merchant';
import { staffOperations } from './merchant/staff';
import { storeOperations } from './merchant/stores';
import { messageOperations } from './message/message';
import { allOfficeOperations } from './office/office-operations';
import { paymentOperations } from './payment/payment';
import { healthOperations } from './health';
import { pushOperations } from './message/push';
import { playOperations } from './play/play';
import { pointsOperations } from './points/points';
import { referralOperations } from './referral/referral';
import { voiceOperations } from './voice/voice';

/** Every area the mini-program can call, by the name of its cloud function. */
export const areas = {
  member: memberOperations,
  identity: identityOperations,
  card: cardOperations,
  coupon: couponOperations,
  leader: { ...leaderOperations, ...leaderOfficeOperations },
  message: { ...messageOperations, ...pushOperations, ...healthOperations },
  merchant: { ...merchantOperations, ...staffOperations, ...storeOperations },
  office: allOfficeOperations,
  payment: paymentOperations,
  console: consoleOperations,
  points: pointsOperations,
  growth: growthOperations,
  audience: audienceOperations,
  insight: insightOperations,
  play: playOperations,
  journey: journeyOperations,
  referral: referralOperations,
  voice: voiceOperations,
} as const satisfies Record<string, Operations>;
