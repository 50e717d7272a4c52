import * as z from 'zod';
import { isCardNumber, type CardNumber } from './primitives/codes/card-number';
import { isFen, type Fen } from './primitives/fen';
import { isErrorCode, type ErrorCode } from './errors';
import * as ids from './primitives/ids';
import { isMemberCode, type MemberCode } from './primitives/codes/member-code';
import { isPickupCode, type PickupCode } from './primitives/codes/pickup-code';
import { isPoints, type Points } from './primitives/points';
import { isMaskedPhone, type MaskedPhone } from './primitives/phone';
import { isChinaDate, isInstant, type ChinaDate, type Instant } from './primitives/time';
import { parsedBy } from './parsed-by';
import { unshown } from './text-marks';

/** Parsers of the branded primitives: the one place where zod and the brands meet. */

export const memberId = parsedBy<ids.MemberId>(ids.isMemberId, 'member id');
export const leaderId = parsedBy<ids.LeaderId>(ids.isLeaderId, 'leader id');
export const storeId = parsedBy<ids.StoreId>(ids.isStoreId, 'store id');
export const cardPlanId = parsedBy<ids.CardPlanId>(ids.isCardPlanId, 'card plan id');
export const couponTemplateId = parsedBy<ids.CouponTemplateId>(ids.isCouponTemplateId, 'coupon template id');
export const couponPackId = parsedBy<ids.CouponPackId>(ids.isCouponPackId, 'coupon pack id');
export const couponId = parsedBy<ids.CouponId>(ids.isCouponId, 'coupon id');
export const offerCode = parsedBy<ids.OfferCode>(ids.isOfferCode, 'offer code');
export const rewardId = parsedBy<ids.RewardId>(ids.isRewardId, 'reward id');
export const redemptionId = parsedBy<ids.RedemptionId>(ids.isRedemptionId, 'redemption id');
export const pointsEntryId = parsedBy<ids.PointsEntryId>(ids.isPointsEntryId, 'points entry id');
export const messageId = parsedBy<ids.MessageId>(ids.isMessageId, 'message id');
export const orderId = parsedBy<ids.OrderId>(ids.isOrderId, 'order id');
export const paymentId = parsedBy<ids.PaymentId>(ids.isPaymentId, 'payment id');
export const refundId = parsedBy<ids.RefundId>(ids.isRefundId, 'refund id');
export const issueRuleId = parsedBy<ids.IssueRuleId>(ids.isIssueRuleId, 'issue rule id');
export const claimId = parsedBy<ids.ClaimId>(ids.isClaimId, 'claim id');
export const mergeId = parsedBy<ids.MergeId>(ids.isMergeId, 'merge id');
export const decisionId = parsedBy<ids.DecisionId>(ids.isDecisionId, 'decision id');
export const pushId = parsedBy<ids.PushId>(ids.isPushId, 'push id');
export const applicationId = parsedBy<ids.ApplicationId>(ids.isApplicationId, 'application id');
export const handoverId = parsedBy<ids.HandoverId>(ids.isHandoverId, 'handover id');
export const requestId = parsedBy<ids.RequestId>(ids.isRequestId, 'request id');
export const openId = parsedBy<ids.OpenId>(ids.isOpenId, 'WeChat openid');
export const unionId = parsedBy<ids.UnionId>(ids.isUnionId, 'WeChat unionid');
export const appId = parsedBy<ids.AppId>(ids.isAppId, 'WeChat appid');
export const openIdKey = parsedBy<ids.OpenIdKey>(ids.isOpenIdKey, 'openid key');
export const recipient = parsedBy<ids.Recipient>(ids.isRecipient, 'recipient');
export const leaderCode = parsedBy<ids.LeaderCode>(ids.isLeaderCode, 'leader code');
export const inviteCode = parsedBy<ids.InviteCode>(ids.isInviteCode, 'invite code');
export const cardNumber = parsedBy<CardNumber>(isCardNumber, 'card number');
export const memberCode = parsedBy<MemberCode>(isMemberCode, 'member code');
export const maskedPhone = parsedBy<MaskedPhone>(isMaskedPhone, 'masked phone');
export const errorCode = parsedBy<ErrorCode>(isErrorCode, 'error code');
export const fenAmount = parsedBy<Fen>(isFen, 'amount in fen');
export const pickupCode = parsedBy<PickupCode>(isPickupCode, 'pick-up code');
export const pointsAmount = parsedBy<Points>(isPoints, 'amount of points');
export const instant = parsedBy<Instant>(isInstant, 'instant (epoch ms UTC)');
export const chinaDate = parsedBy<ChinaDate>(isChinaDate, 'China date (YYYY-MM-DD)');

/** Position in a paged list; opaque to the client. */
export const cursor = unshown(z.string().max(1024), 'sealed by us').nullable();

/** The id of a document of ours that names nobody. */
export const documentHandle = unshown(z.string().regex(/^[\w:-]{3,120}$/), 'an id of ours');

/** What a person is told in place of an id that may name another: opaque, and the same each time it is told to them. */
export const handle = unshown(z.string().regex(/^[\w-]{16,400}$/), 'a name of ours');
