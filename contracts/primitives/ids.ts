import type { Brand } from './brand';
import { ULID_ALPHABET } from './codes/alphabets';

/**
 * Identifiers. An entity id is a prefix, an underscore and a ULID (26 characters, sorts by creation time);
 * ids that decide uniqueness are deterministic and are built next to the collection they belong to.
 */
export type MemberId = Brand<string, 'MemberId'>;
export type LeaderId = Brand<string, 'LeaderId'>;
export type StoreId = Brand<string, 'StoreId'>;
export type CardPlanId = Brand<string, 'CardPlanId'>;
export type CouponTemplateId = Brand<string, 'CouponTemplateId'>;
export type CouponPackId = Brand<string, 'CouponPackId'>;
export type CouponId = Brand<string, 'CouponId'>;
/** What a friend's link carries to a coupon given away: opaque and not to be guessed. */
export type OfferCode = Brand<string, 'OfferCode'>;
export type RewardId = Brand<string, 'RewardId'>;
export type RedemptionId = Brand<string, 'RedemptionId'>;
export type PointsEntryId = Brand<string, 'PointsEntryId'>;
export type MessageId = Brand<string, 'MessageId'>;
/** A bill and everything that becomes of it. */
export type OrderId = Brand<string, 'OrderId'>;
/** One attempt to pay an order: WeChat Pay's out_trade_no, so at most 32 characters. */
export type PaymentId = Brand<string, 'PaymentId'>;
/** WeChat Pay's out_refund_no. */
export type RefundId = Brand<string, 'RefundId'>;
export type IssueRuleId = Brand<string, 'IssueRuleId'>;
export type ClaimId = Brand<string, 'ClaimId'>;
export type MergeId = Brand<string, 'MergeId'>;
export type DecisionId = Brand<string, 'DecisionId'>;
export type PushId = Brand<string, 'PushId'>;
export type ApplicationId = Brand<string, 'ApplicationId'>;
export type HandoverId = Brand<string, 'HandoverId'>;
export type RequestId = Brand<string, 'RequestId'>;
export type OpenId = Brand<string, 'OpenId'>;
export type UnionId = Brand<string, 'UnionId'>;
export type AppId = Brand<string, 'AppId'>;
/** `openid:<appid>:<openid>`: a person as one WeChat account knows them. */
export type OpenIdKey = Brand<string, 'OpenIdKey'>;
/** Whom a reminder or message is for: a member, or somebody who has not joined yet. */
export type Recipient = MemberId | OpenIdKey;

/** Opaque code in a leader's mini-program code: at most 20 characters, so that `g=<code>` fits WeChat's 32-character scene. */
export type LeaderCode = Brand<string, 'LeaderCode'>;

/** Opaque code of a member who invites: `i=<code>` in a scene, says nothing about who it is. */
export type InviteCode = Brand<string, 'InviteCode'>;

const ulid = `[${ULID_ALPHABET}]{26}`;
const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';

const matches =
  <Id extends string>(pattern: string) =>
  (value: unknown): value is Id =>
    typeof value === 'string' && new RegExp(`^(?:${pattern})$`).test(value);

export const isMemberId = matches<MemberId>(`mem_${ulid}`);
/** Leaders, stores, plans, templates and packs are named by people at first and by the system later. */
export const isLeaderId = matches<LeaderId>(`ldr_(?:${ulid}|${slug})`);
export const isStoreId = matches<StoreId>(`sto_(?:${ulid}|${slug})`);
export const isCardPlanId = matches<CardPlanId>(`plan_(?:${ulid}|${slug})`);
export const isCouponTemplateId = matches<CouponTemplateId>(`tpl_(?:${ulid}|${slug})`);
export const isCouponPackId = matches<CouponPackId>(`pack_(?:${ulid}|${slug})`);
export const isCouponId = matches<CouponId>(`cpn_[0-9A-Za-z_-]{1,80}`);
export const isOfferCode = matches<OfferCode>('[0-9A-Za-z]{16,24}');
export const isRewardId = matches<RewardId>(`rwd_(?:${ulid}|${slug})`);
/** `rdm_` and the pick-up code. */
export const isRedemptionId = matches<RedemptionId>('rdm_[0-9]{12}');
/** `<kind>:<what caused it>`: see pointsEntries in kit/store/schema. */
export const isPointsEntryId = matches<PointsEntryId>('[a-z_]{3,12}:[0-9A-Za-z_.:-]{1,150}');
export const isMessageId = matches<MessageId>(`msg_[0-9A-Za-z_-]{1,120}`);
export const isOrderId = matches<OrderId>(`ord_${ulid}`);
/** The order's characters and the number of the attempt. */
export const isPaymentId = matches<PaymentId>(`pay_${ulid}\\d{2}`);
export const isRefundId = matches<RefundId>(`ref_${ulid}`);
export const isIssueRuleId = matches<IssueRuleId>(`rule_(?:${ulid}|${slug})`);
export const isClaimId = matches<ClaimId>(`clm_${ulid}`);
export const isMergeId = matches<MergeId>(`mrg_${ulid}-${ulid}-[0-9]{1,6}`);
export const isDecisionId = matches<DecisionId>(`dec_${ulid}-${ulid}`);
export const isPushId = matches<PushId>(`psh_[0-9A-Za-z_-]{8,64}`);
/** The applicant's characters: one application per person. */
export const isApplicationId = matches<ApplicationId>(`lap_${ulid}`);
/** The operator's request. */
export const isHandoverId = matches<HandoverId>('hnd_[0-9A-Za-z_-]{8,64}');
export const isRequestId = matches<RequestId>('[0-9A-Za-z_-]{8,64}');
export const isLeaderCode = matches<LeaderCode>('[0-9A-Za-z]{4,20}');
export const isInviteCode = matches<InviteCode>('[0-9A-Za-z]{12}');
/** WeChat's identifiers are opaque; only their alphabet is checked, because they become part of document ids. */
export const isOpenId = matches<OpenId>('[0-9A-Za-z_-]{1,64}');
export const isUnionId = matches<UnionId>('[0-9A-Za-z_-]{1,64}');
export const isAppId = matches<AppId>('[0-9A-Za-z]{1,32}');
export const isOpenIdKey = matches<OpenIdKey>('openid:[0-9A-Za-z]{1,32}:[0-9A-Za-z_-]{1,64}');
export const isRecipient = (value: unknown): value is Recipient => isMemberId(value) || isOpenIdKey(value);
