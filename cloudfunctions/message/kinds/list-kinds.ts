import type { MessageKind, ReminderKindName, SkipReason } from '../../../contracts/message/message';
import {
  isApplicationId,
  isClaimId,
  isHandoverId,
  isCouponId,
  isMemberId,
  isOrderId,
  isRedemptionId,
  isRefundId,
} from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { isStaffMessage } from '../../../contracts/primitives/staff-message';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { payableOf } from '../../payment/quote/order';
import { avatarRefused } from './avatar-refused';
import { campaign } from './campaign';
import { cardExpiry } from '../../card/notices/card-expiry';
import { claimWaiting } from '../../payment/notices/claim-waiting';
import { couponExpiry } from '../../coupon/notices/coupon-expiry';
import { couponRevoked } from '../../coupon/notices/coupon-revoked';
import { leaderApplication } from '../../leader/notices/leader-application';
import { leaderHandover } from '../../leader/notices/leader-handover';
import { orderPaid, type PaidBill } from '../../payment/notices/order-paid';
import { orderRefunded } from '../../payment/notices/order-refunded';
import { pointsChanged } from '../../points/notices/points-changed';
import { pointsExpiry } from '../../points/notices/points-expiry';
import { redemptionReady } from '../../points/notices/redemption-ready';
import { rewardEarned } from '../../referral/notices/reward-earned';
import { birthday } from '../../growth/notices/birthday';
import { charterChanged } from '../../growth/notices/charter-changed';
import { giftWaiting } from '../../growth/notices/gift-waiting';
import { tierChanged } from '../../growth/notices/tier-changed';
import { tierReview } from '../../growth/notices/tier-review';
import type { Channels, MessageContent, ReminderKind, ValueForm } from '../../kit/outbox/reminder-kind';

type Reminder = DocumentOf<'reminders'>;

/** A due reminder after its subject was looked at again. */
interface Judged {
  live: Reminder[];
  skipped: { reminder: Reminder; reason: SkipReason }[];
  /** The one message of all live ones; null when none is. */
  content: MessageContent | null;
}

/** A kind with the collection its subjects live in; which type they have stays in here. */
interface KindSource {
  channels: Channels;
  capped: boolean;
  values: Readonly<Record<string, ValueForm>>;
  breaksQuiet(reminder: { dueAt: Instant; deadline: Instant }): boolean;
  samples(): readonly MessageContent[];
  /** Reads each subject, at send time, and tells which reminders still make sense and what they say together. */
  judge(transaction: TransactionStore, reminders: readonly Reminder[], now: Instant): Promise<Judged>;
}

function source<Subject>(
  kind: ReminderKind<Subject>,
  read: (transaction: TransactionStore, subjectId: string) => Promise<Subject | null>,
): KindSource {
  return {
    ...kind,
    samples: () => kind.samples().map((subjects) => kind.content(subjects, instant(0))),
    async judge(transaction, reminders, now) {
      const live: { reminder: Reminder; subject: Subject }[] = [];
      const skipped: Judged['skipped'] = [];
      for (const reminder of reminders) {
        const subject = await read(transaction, reminder.subjectId);
        const reason = kind.skipReason(subject, now, reminder);
        if (subject !== null && reason === null) live.push({ reminder, subject });
        else skipped.push({ reminder, reason: reason ?? 'missing' });
      }
      return {
        live: live.map(({ reminder }) => reminder),
        skipped,
        content:
          live.length === 0
            ? null
            : kind.content(
                live.map(({ subject }) => subject),
                now,
              ),
      };
    },
  };
}

/** The values each kind of message offers to a template: what a mapping is checked against. */
export const valuesOf = (kind: MessageKind): Readonly<Record<string, ValueForm>> =>
  kind === 'campaign' ? campaign.values : isStaffMessage(kind) ? {} : kindSources[kind].values;

/** Every kind of reminder. A name of the contract without an entry here does not compile. */
export const kindSources: Readonly<Record<ReminderKindName, KindSource>> = {
  coupon_expiry: source(couponExpiry, async ({ coupons }, id) => (isCouponId(id) ? coupons.get(id) : null)),
  coupon_revoked: source(couponRevoked, async ({ coupons }, id) => (isCouponId(id) ? coupons.get(id) : null)),
  points_expiry: source(pointsExpiry, async ({ pointsAccounts }, id) =>
    isMemberId(id) ? pointsAccounts.get(id) : null,
  ),
  card_expiry: source(cardExpiry, async ({ members }, id) => (isMemberId(id) ? members.get(id) : null)),
  leader_application: source(leaderApplication, async ({ leaderApplications }, id) =>
    isApplicationId(id) ? leaderApplications.get(id) : null,
  ),
  leader_handover: source(leaderHandover, async ({ leaderHandovers }, id) =>
    isHandoverId(id) ? leaderHandovers.get(id) : null,
  ),
  claim_waiting: source(claimWaiting, async ({ cardClaims }, id) =>
    isClaimId(id) ? cardClaims.get(id) : null,
  ),
  points_changed: source(pointsChanged, async ({ pointsEntries }, id) => pointsEntries.get(id)),
  redemption_ready: source(redemptionReady, async ({ redemptions }, id) =>
    isRedemptionId(id) ? redemptions.get(id) : null,
  ),
  reward_earned: source(rewardEarned, async ({ inviteRewards }, id) => inviteRewards.get(id)),
  order_paid: source(orderPaid, async ({ orders }, id) =>
    isOrderId(id) ? billOf(await orders.get(id)) : null,
  ),
  order_refunded: source(orderRefunded, async ({ refunds }, id) => (isRefundId(id) ? refunds.get(id) : null)),
  tier_changed: source(tierChanged, async ({ pointsAccounts }, id) => pointsAccounts.get(id)),
  tier_review: source(tierReview, async ({ tierStates }, id) => tierStates.get(id)),
  avatar_refused: source(avatarRefused, async ({ members }, id) => (isMemberId(id) ? members.get(id) : null)),
  charter_changed: source(charterChanged, async ({ charterChanges }, id) => charterChanges.get(id)),
  gift_waiting: source(giftWaiting, async ({ tierGifts }, id) => tierGifts.get(id)),
  birthday: source(birthday, async ({ pointsAccounts, tierGifts }, id) =>
    isMemberId(id) ? pointsAccounts.get(id) : tierGifts.get(id),
  ),
};

function billOf(order: DocumentOf<'orders'> | null): PaidBill | null {
  if (order === null) return null;
  const { _id, storeName, refundedFen, paidAt } = order;
  return { _id, storeName, refundedFen, paidAt, paidFen: payableOf(order) };
}
