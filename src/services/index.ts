import { cloudTransport } from '@/platform/cloud';
import { createCardService } from './card';
import { createCouponService } from './coupon';
import { createIdentityService } from './identity';
import { createLeaderService } from './leader';
import { createMemberService } from './member';
import { createMessageService } from './message';
import { createPointsService } from './points';
import { createReferralService } from './referral';
import { createPaymentService } from './payment';

/** The services the pages use: every contract, over the platform's cloud call. */
export const memberService = createMemberService(cloudTransport);
export const identityService = createIdentityService(cloudTransport);
export const cardService = createCardService(cloudTransport);
export const couponService = createCouponService(cloudTransport);
export const leaderService = createLeaderService(cloudTransport);
export const messageService = createMessageService(cloudTransport);
export const paymentService = createPaymentService(cloudTransport);
export const pointsService = createPointsService(cloudTransport);
export const referralService = createReferralService(cloudTransport);
