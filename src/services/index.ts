import { cloudTransport } from '@/platform/cloud';
import { createServices } from './create-services';

/** The services the pages use: every contract, over the platform's cloud call. */
const services = createServices(cloudTransport);

export const memberService = services.member;
export const journeyService = services.journey;
export const growthService = services.growth;
export const audienceService = services.audience;
export const insightService = services.insight;
export const identityService = services.identity;
export const consoleService = services.console;
export const cardService = services.card;
export const couponService = services.coupon;
export const leaderService = services.leader;
export const messageService = services.message;
export const merchantService = services.merchant;
export const officeService = services.office;
export const paymentService = services.payment;
export const playService = services.play;
export const pointsService = services.points;
export const referralService = services.referral;
export const voiceService = services.voice;
