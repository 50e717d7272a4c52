import Taro from '@tarojs/taro';
import type {
  ClaimId,
  CouponId,
  CouponPackId,
  CouponTemplateId,
  InviteCode,
  IssueRuleId,
  LeaderCode,
  MemberId,
  OfferCode,
  OrderId,
  PushId,
  RedemptionId,
  RewardId,
  StoreId,
  CardPlanId,
} from '@contracts/primitives/ids';
import { joinForGiftPath, joinPath } from './landing';
import { CHECKOUT_PAGE } from './order-link';

const TABS = ['pages/home/index', 'pages/inbox/index', 'pages/me/index'];

/** What a page of forms is told about whom it is opened for. */
const forMember = (member: MemberId | null): string => (member === null ? '' : `?member=${member}`);

/** Opens a page of the mini-program by its path, with or without a leading slash, tab page or not. */
export async function openPage(path: string): Promise<void> {
  const url = path.startsWith('/') ? path : `/${path}`;
  const page = (url.split('?')[0] ?? '').slice(1);
  if (TABS.includes(page)) await Taro.switchTab({ url: `/${page}` });
  else await Taro.navigateTo({ url });
}

export const openHome = (): Promise<void> => openPage('pages/home/index');
/** Joins first; the friend's coupon is taken with it. */
export const openJoinForGift = (code: OfferCode): Promise<void> => openPage(joinForGiftPath(code));
export const openGift = (code: OfferCode): Promise<void> => openPage(`shopper/pages/gift/index?c=${code}`);
export const openJoin = (
  leaderCode: LeaderCode | null,
  inviteCode: InviteCode | null = null,
): Promise<void> => openPage(joinPath(leaderCode, inviteCode));
export const openInvite = (): Promise<void> => openPage('shopper/pages/invite/index');
export const openPoster = (): Promise<void> => openPage('shopper/pages/poster/index');
export const openInviteRule = (): Promise<void> => openPage('merchant/pages/invites/index');
export const openCoupons = (): Promise<void> => openPage('shopper/pages/coupons/index');
export const openCoupon = (id: CouponId): Promise<void> => openPage(`shopper/pages/coupon/index?id=${id}`);
export const openCheckout = (id: OrderId): Promise<void> => openPage(`${CHECKOUT_PAGE}?id=${id}`);
/** The order takes the place of the checkout: going back leads to where it began. `paid`: a moment ago. */
export const showOrder = async (id: OrderId, came: 'paid' | 'otherwise' = 'otherwise'): Promise<void> => {
  await Taro.redirectTo({ url: `/shopper/pages/order/index?id=${id}${came === 'paid' ? '&paid=1' : ''}` });
};
export const openOrder = (id: OrderId): Promise<void> => openPage(`shopper/pages/order/index?id=${id}`);
export const openOrders = (): Promise<void> => openPage('shopper/pages/orders/index');
export const openBuy = (): Promise<void> => openPage('shopper/pages/buy/index');
export const openClaim = (id: ClaimId): Promise<void> => openPage(`pages/claim/index?id=${id}`);
export const openWorkbench = (): Promise<void> => openPage('merchant/pages/workbench/index');
export const openCharge = (): Promise<void> => openPage('merchant/pages/charge/index');
export const openBill = (id: OrderId): Promise<void> => openPage(`merchant/pages/bill/index?id=${id}`);
export const openBillToFulfill = (id: OrderId, proof: string): Promise<void> =>
  openPage(`merchant/pages/bill/index?id=${id}&proof=${encodeURIComponent(proof)}`);
export const openShipping = (): Promise<void> => openPage('merchant/pages/shipping/index');
export const openTroubledRefunds = (): Promise<void> => openPage('merchant/pages/refunds/index');
export const openMemberCode = (): Promise<void> => openPage('shopper/pages/member-code/index');
export const openProfile = (): Promise<void> => openPage('shopper/pages/profile/index');
export const openIdentity = (): Promise<void> => openPage('shopper/pages/identity/index');
export const openIdentityDecisions = (): Promise<void> => openPage('merchant/pages/identity-decisions/index');
export const openMerges = (): Promise<void> => openPage('merchant/pages/merges/index');
export const openCouponCentre = (): Promise<void> => openPage('shopper/pages/centre/index');
export const openCollect = (id: CouponTemplateId): Promise<void> =>
  openPage(`shopper/pages/collect/index?id=${id}`);
export const openIssueRules = (): Promise<void> => openPage('merchant/pages/issue-rules/index');
export const openIssueRule = (id: IssueRuleId | null): Promise<void> =>
  openPage(`merchant/pages/issue-rule/index${id === null ? '' : `?id=${id}`}`);
export const openRedeemDesk = (): Promise<void> => openPage('merchant/pages/redeem/index');
export const openTemplate = (id: CouponTemplateId | null): Promise<void> =>
  openPage(`merchant/pages/template/index${id === null ? '' : `?id=${id}`}`);
/** In place of the empty form it came from. */
export const replaceByTemplate = async (id: CouponTemplateId): Promise<void> => {
  await Taro.redirectTo({ url: `/merchant/pages/template/index?id=${id}` });
};
export const openPacks = (): Promise<void> => openPage('merchant/pages/packs/index');
export const openPack = (id: CouponPackId | null): Promise<void> =>
  openPage(`merchant/pages/pack/index${id === null ? '' : `?id=${id}`}`);
/** Back to where the form was opened. */
export const leavePage = async (): Promise<void> => {
  await Taro.navigateBack();
};
export const openTemplates = (member: MemberId | null = null): Promise<void> =>
  openPage(`merchant/pages/templates/index${forMember(member)}`);
export const openLeaderCode = (): Promise<void> => openPage('leader/pages/leader-code/index');
export const openApply = (): Promise<void> => openPage('leader/pages/apply/index');
export const openTeam = (): Promise<void> => openPage('leader/pages/team/index');
export const openToday = (): Promise<void> => openPage('leader/pages/today/index');
export const openApplications = (): Promise<void> => openPage('merchant/pages/applications/index');
export const openReviews = (): Promise<void> => openPage('merchant/pages/reviews/index');
export const openCounterDays = (): Promise<void> => openPage('merchant/pages/counter-days/index');
export const openMember = (id: MemberId): Promise<void> => openPage(`merchant/pages/member/index?id=${id}`);
export const openExports = (): Promise<void> => openPage('merchant/pages/exports/index');
export const openImports = (): Promise<void> => openPage('merchant/pages/imports/index');
export const openImport = (id: string): Promise<void> => openPage(`merchant/pages/import/index?id=${id}`);
export const openMembers = (): Promise<void> => openPage('merchant/pages/members/index');
/** @param about an order, or something of the merchant's own: what was done to it */
export const openAudit = (about: string | null = null): Promise<void> =>
  openPage(`merchant/pages/audit/index${about === null ? '' : `?about=${encodeURIComponent(about)}`}`);
export const openFigures = (): Promise<void> => openPage('merchant/pages/figures/index');
export const openFigureRanking = (): Promise<void> => openPage('merchant/pages/figure-ranking/index');
/** @param day a day in China */
export const openFigureBehind = (figure: string, day: string): Promise<void> =>
  openPage(`merchant/pages/figure-behind/index?figure=${figure}&day=${day}`);
export const openReconciliation = (): Promise<void> => openPage('merchant/pages/reconciliation/index');
export const openSettings = (): Promise<void> => openPage('merchant/pages/settings/index');
export const openPermissions = (): Promise<void> => openPage('merchant/pages/permissions/index');
export const openSettingHistory = (): Promise<void> => openPage('merchant/pages/setting-history/index');
export const openStores = (): Promise<void> => openPage('merchant/pages/stores/index');
export const openStore = (id: StoreId | null): Promise<void> =>
  openPage(`merchant/pages/store/index${id === null ? '' : `?id=${id}`}`);
export const openCardPlans = (): Promise<void> => openPage('merchant/pages/card-plans/index');
export const openCardPlan = (id: CardPlanId | null): Promise<void> =>
  openPage(`merchant/pages/card-plan/index${id === null ? '' : `?id=${id}`}`);
export const openInviteStaff = (): Promise<void> => openPage('merchant/pages/invite-staff/index');
export const openFirstOwner = (): Promise<void> => openPage('merchant/pages/first-owner/index');
export const openMyPost = (): Promise<void> => openPage('merchant/pages/my-post/index');
export const openStaff = (): Promise<void> => openPage('merchant/pages/staff/index');
export const openLeaders = (): Promise<void> => openPage('merchant/pages/leaders/index');

export const openTier = (): Promise<void> => openPage('shopper/pages/tier/index');
export const openCharter = (): Promise<void> => openPage('shopper/pages/charter/index');
export const openTierEntries = (): Promise<void> => openPage('shopper/pages/tier-entries/index');
export const openCheckIn = (): Promise<void> => openPage('shopper/pages/check-in/index');
export const openWheel = (): Promise<void> => openPage('shopper/pages/wheel/index');
export const openPoints = (): Promise<void> => openPage('shopper/pages/points/index');
export const openPointsEntries = (): Promise<void> => openPage('shopper/pages/points-entries/index');
export const openMall = (): Promise<void> => openPage('shopper/pages/mall/index');
export const openReward = (id: RewardId): Promise<void> => openPage(`shopper/pages/exchange/index?id=${id}`);
export const openRedemptions = (): Promise<void> => openPage('shopper/pages/redemptions/index');
export const openRedemption = (id: RedemptionId): Promise<void> =>
  openPage(`shopper/pages/redemption/index?id=${id}`);
/** In place of the exchange: going back does not lead to a form that was sent. */
export const replaceByRedemption = async (id: RedemptionId): Promise<void> => {
  await Taro.redirectTo({ url: `/shopper/pages/redemption/index?id=${id}` });
};
export const openPickUp = (): Promise<void> => openPage('merchant/pages/pick-up/index');
export const openAtCounter = (): Promise<void> => openPage('merchant/pages/at-counter/index');
export const openPointsRule = (): Promise<void> => openPage('merchant/pages/points-rule/index');
export const openTiers = (): Promise<void> => openPage('merchant/pages/tiers/index');
export const openPlay = (): Promise<void> => openPage('merchant/pages/play/index');
export const openCheckInRule = (): Promise<void> => openPage('merchant/pages/check-in-rule/index');
export const openTaskRule = (): Promise<void> => openPage('merchant/pages/task-rule/index');
export const openVisitRule = (): Promise<void> => openPage('merchant/pages/visit-rule/index');
export const openBadgeRule = (): Promise<void> => openPage('merchant/pages/badge-rule/index');
export const openWheelRule = (): Promise<void> => openPage('merchant/pages/wheel-rule/index');
export const openDraws = (): Promise<void> => openPage('merchant/pages/draws/index');
export const openTierRule = (): Promise<void> => openPage('merchant/pages/tier-rule/index');
export const openRewards = (): Promise<void> => openPage('merchant/pages/rewards/index');
export const openRewardForm = (id: RewardId | null): Promise<void> =>
  openPage(`merchant/pages/edit-reward/index${id === null ? '' : `?id=${id}`}`);
export const openPointsAdjust = (member: MemberId | null = null): Promise<void> =>
  openPage(`merchant/pages/points-adjust/index${forMember(member)}`);

export const openReminderSettings = (): Promise<void> => openPage('shopper/pages/reminders/index');
export const openPushes = (): Promise<void> => openPage('merchant/pages/pushes/index');
/** @param segment whom it is for, by the id of a segment */
export const openNewPush = (segment: string | null = null): Promise<void> =>
  openPage(`merchant/pages/new-push/index${segment === null ? '' : `?segment=${segment}`}`);
export const openAudience = (): Promise<void> => openPage('merchant/pages/audience/index');
export const openSegment = (id: string): Promise<void> => openPage(`merchant/pages/segment/index?id=${id}`);
/** Whoever was settled for something. */
export const openAudienceList = (audienceId: string): Promise<void> =>
  openPage(`merchant/pages/segment/index?audience=${audienceId}`);
export const openVoices = (): Promise<void> => openPage('merchant/pages/voices/index');
export const openFollowUps = (): Promise<void> => openPage('merchant/pages/follow-ups/index');
export const openSegmentJob = (id: string): Promise<void> =>
  openPage(`merchant/pages/segment-job/index?id=${id}`);
/** Null: a new one. */
export const openSegmentRule = (id: string | null): Promise<void> =>
  openPage(`merchant/pages/segment-rule/index${id === null ? '' : `?id=${id}`}`);
/** Null: a new one. */
export const openTag = (name: string | null): Promise<void> =>
  openPage(`merchant/pages/tag/index${name === null ? '' : `?name=${encodeURIComponent(name)}`}`);
/** In place of the form: what was begun is followed there. */
export const replaceByAudience = async (): Promise<void> => {
  await Taro.redirectTo({ url: '/merchant/pages/audience/index?tab=jobs' });
};
export const openPush = (id: PushId): Promise<void> => openPage(`merchant/pages/push/index?id=${id}`);
export const openHealth = (): Promise<void> => openPage('merchant/pages/health/index');
export const openDeliveries = (): Promise<void> => openPage('merchant/pages/deliveries/index');
/** In place of the page it came from: going back does not lead to a form that was sent. */
export const replaceByPush = async (id: PushId): Promise<void> => {
  await Taro.redirectTo({ url: `/merchant/pages/push/index?id=${id}` });
};

const INBOX_TAB = 1;

/** The number on the inbox tab; the shopper may be on a page without tabs, where WeChat refuses to draw it. */
export function showUnreadCount(unread: number): void {
  const shown =
    unread > 0
      ? Taro.setTabBarBadge({ index: INBOX_TAB, text: unread > 99 ? '99+' : String(unread) })
      : Taro.removeTabBarBadge({ index: INBOX_TAB });
  Promise.resolve(shown).catch(() => undefined);
}
