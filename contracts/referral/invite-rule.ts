import * as z from 'zod';
import { packItem } from '../coupon/coupon-terms';
import { couponPackId, fenAmount, instant, pointsAmount } from '../values';

/**
 * What inviting gives, as the operator writes it. Publishing gives it the next version; a referral is judged by the version
 * that was in force when the friend joined, so nothing is tightened afterwards.
 */
const pointsGift = z.object({
  kind: z.literal('points'),
  points: pointsAmount.refine((amount) => amount > 0, 'more than 0'),
});
const giftDraft = z.discriminatedUnion('kind', [
  pointsGift,
  z.object({ kind: z.literal('pack'), packId: couponPackId }),
]);
export type GiftDraft = z.output<typeof giftDraft>;

/** A pack is copied with its terms when the rule is published: what was promised is what is given. */
const gift = z.discriminatedUnion('kind', [
  pointsGift,
  z.object({
    kind: z.literal('pack'),
    packId: couponPackId,
    name: z.string(),
    items: z.array(packItem).min(1).max(20),
  }),
]);
export type Gift = z.output<typeof gift>;

/** What counts a friend towards the milestones. */
export const countsOn = z.enum(['registered', 'first_order']);

const limit = z.int().min(1).max(100_000).nullable();

const ruleOf = <One extends z.ZodType>(one: One) =>
  z.object({
    /** Friends who join at `from <= t < until`; null: no end. */
    from: instant,
    until: instant.nullable(),
    /** When the friend has joined: at once. */
    registered: z.object({ inviter: one.nullable(), invitee: one.nullable() }),
    /** When the friend's first order is completed: after the refund window. */
    firstOrder: z.object({
      inviter: one.nullable(),
      invitee: one.nullable(),
      /** A smaller order does not count; the next one may. */
      minFen: fenAmount,
      /** Days after joining within which the order has to be paid. */
      withinDays: z.int().min(1).max(365),
      /** The refund window in days: until then the reward is pending. */
      holdDays: z.int().min(0).max(90),
    }),
    /** How many friends an inviter is rewarded for: a China day, and in total. Null: no cap. */
    perDay: limit,
    total: limit,
    milestones: z
      .array(z.object({ friends: z.int().min(1).max(1000), gift: one }))
      .max(6)
      .refine(
        (steps) => steps.every(({ friends }, at) => at === 0 || friends > (steps[at - 1]?.friends ?? 0)),
        'each step more than the one before',
      ),
    milestonesCount: countsOn,
    /** More friends of one inviter than this within so many minutes are held for the operator; null: never. */
    burst: z.object({ friends: z.int().min(1).max(100), minutes: z.int().min(1).max(1440) }).nullable(),
  });

const isInOrder = ({ from, until }: { from: number; until: number | null }): boolean =>
  until === null || from < until;

export const inviteRuleDraft = ruleOf(giftDraft).refine(isInOrder, { message: 'until is after from' });
export type InviteRuleDraft = z.output<typeof inviteRuleDraft>;

export const inviteRule = ruleOf(gift).extend({ version: z.int().positive(), publishedAt: instant });
export type InviteRule = z.output<typeof inviteRule>;

/** Why a friend, or a reward, does not count. Each has words the inviter reads (referral/rules/reason-text.ts). */
export const inviteReason = z.enum([
  'self',
  'existing_member',
  'merged_person',
  'reciprocal_pair',
  'cap_reached',
  'rule_ended',
  'suspicious_burst',
  'same_phone',
  'inviter_frozen',
  'rejected',
  'code_revoked',
  'order_refunded',
  'order_held',
  'order_not_theirs',
  'milestone_lost',
  'sold_out',
  'points_closed',
  'account_closed',
]);
export type InviteReason = z.output<typeof inviteReason>;

export const rewardEvent = z.enum(['registered', 'first_order', 'milestone']);
export type RewardEvent = z.output<typeof rewardEvent>;
export const rewardSide = z.enum(['inviter', 'invitee']);
export type RewardSide = z.output<typeof rewardSide>;
export const rewardState = z.enum(['pending', 'delivered', 'reversing', 'reversed', 'refused']);
export type RewardState = z.output<typeof rewardState>;
export const referralState = z.enum(['counted', 'held', 'refused']);
export type ReferralState = z.output<typeof referralState>;
/** Which touch decided: the code of the join itself, or an earlier one. */
export const touchWhy = z.enum(['join_code', 'first_touch', 'last_touch']);
export type TouchWhy = z.output<typeof touchWhy>;
