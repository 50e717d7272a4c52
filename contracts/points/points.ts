import * as z from 'zod';
import { wrongCodeLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { entryKind, entrySide, entrySourceKind } from './points-ledger';
import { redemptionView, rewardDraft, rewardView } from './points-mall';
import { pointsRule, pointsRuleDraft } from './points-rule';
import {
  cardNumber,
  cursor,
  fenAmount,
  handle,
  instant,
  maskedPhone,
  memberId,
  pickupCode,
  pointsAmount,
  redemptionId,
  rewardId,
  storeId,
} from '../values';
import { shown, unshown } from '../text-marks';

/** An entry as the member reads it. */
const entryView = z.object({
  id: handle,
  kind: entryKind,
  /** Change of what can be spent. */
  points: z.int(),
  /** Change of what waits for the refund window. */
  pending: z.int(),
  debt: z.int(),
  balanceAfter: pointsAmount,
  reason: z.string(),
  /** What caused it. By which document is the merchant's business: it may name staff. */
  source: entrySourceKind,
  /** `积分规则第 3 版`; null where no rule decided. */
  ruleVersion: z.int().positive().nullable(),
  at: instant,
});
export type EntryView = z.output<typeof entryView>;

const entryFilter = z.enum(['all', ...entrySide.options]);
export type EntryFilter = z.output<typeof entryFilter>;

const pointsFigures = z.object({
  balance: pointsAmount,
  pending: pointsAmount,
  debt: pointsAmount,
});

const reason = shown(z.string().trim().min(2).max(60));

/** One at the counter, as far as staff may know. */
const holder = z.object({ nickname: z.string().nullable(), phone: maskedPhone.nullable() });

const adjustment = {
  points: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((value) => value !== 0, { message: 'not 0' }),
  reason,
};
const moved = { points: z.int().min(1).max(1_000_000), reason };

export const pointsOperations = {
  /** 积分首页: what there is, what comes, what expires next, how it was earned. */
  readHome: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: pointsFigures.extend({
      /** What can be spent next of the pending points. */
      nextPending: z.object({ points: pointsAmount, at: instant }).nullable(),
      /** Everything that expires at the next expiry. */
      nextExpiry: z.object({ points: pointsAmount, at: instant }).nullable(),
      /** What expires within 30 days. */
      expiringSoon: pointsAmount,
      /** The lots that are spent first, at most five, and how they came. */
      lots: z.array(z.object({ points: pointsAmount, expiresAt: instant.nullable(), reason: z.string() })),
      /** How points are earned and used, in plain words. */
      ruleLines: z.array(z.string()),
      now: instant,
    }),
  }),
  /** 积分明细, latest first. What the clock did since the last sweep is on the home page at once and here within a minute. */
  listEntries: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ filter: entryFilter, cursor }),
    output: z.object({ entries: z.array(entryView), nextCursor: cursor, now: instant }),
  }),
  /** 积分商城: open rewards in the merchant's order. */
  listRewards: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      rewards: z.array(rewardView),
      nextCursor: cursor,
      balance: pointsAmount,
      now: instant,
    }),
  }),
  /** Refuses `reward_not_found`. */
  readReward: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ rewardId }),
    output: z.object({ reward: rewardView, balance: pointsAmount, now: instant }),
  }),
  /**
   * Exchanges points for a reward. Refuses `reward_not_found`, `reward_not_open`, `store_closed`, `reward_sold_out`, `reward_limit_reached`,
   * `reward_limit_today`, `reward_for_tier`, `reward_needs_store`, `points_not_enough`, and why the coupon cannot be issued.
   */
  exchange: operation({
    actor: 'member',
    idempotency: {
      decidedBy:
        'redemptions/rdm_<code>, made from member and request id, holds what was wished for: a repeat gets the same redemption, another wish is refused (request_changed)',
    },
    input: z.object({
      rewardId,
      skuId: unshown(z.string().min(1).max(12), 'a name of ours'),
      storeId: storeId.nullable(),
      /** More than one only for charity. */
      quantity: z.int().min(1).max(1000),
    }),
    output: z.object({ redemption: redemptionView, balance: pointsAmount, now: instant }),
  }),
  /** 我的兑换, latest first. */
  listRedemptions: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ redemptions: z.array(redemptionView), nextCursor: cursor, now: instant }),
  }),
  /** Refuses `redemption_not_found`, also for another member's. */
  readRedemption: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ redemptionId }),
    output: z.object({ redemption: redemptionView, now: instant }),
  }),
  /** Gives up what was not picked up; the points come back once. Refuses `redemption_not_found`, `redemption_done`. */
  cancelRedemption: operation({
    actor: 'member',
    idempotency: { decidedBy: 'redemptions/<id>.status and pointsEntries/refund_back:cancel-<id>' },
    input: z.object({ redemptionId }),
    output: z.object({ redemption: redemptionView, balance: pointsAmount }),
  }),

  /** What a clerk sees before giving it out. Refuses `redemption_not_found`. */
  lookUpRedemption: operation({
    actor: 'clerk',
    store: 'found',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.object({ code: pickupCode }),
    output: z.object({ redemption: redemptionView, holder, now: instant }),
  }),
  /** 核销: picked up. Refuses `redemption_not_found`, `redemption_done`, `redemption_cancelled`, `owner_frozen`. */
  verifyRedemption: operation({
    actor: 'clerk',
    store: 'found',
    limit: wrongCodeLimit,
    idempotency: {
      decidedBy:
        'redemptions/<id>.status, the id made of the code that was typed: a repeat of the request that did it gets the same answer',
    },
    input: z.object({ code: pickupCode }),
    output: z.object({ redemption: redemptionView }),
  }),
  /** What a payment would earn a member without tier or birthday: `¥88 → 88 积分`. With a draft, under that. */
  previewEarning: operation({
    actor: 'clerk',
    store: 'none',
    idempotency: 'read',
    input: z.object({ paidFen: fenAmount, draft: pointsRuleDraft.nullable() }),
    output: z.object({ points: pointsAmount, text: z.string() }),
  }),

  /** The rule in force, null before the first is published; and the one that is announced. */
  readRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ rule: pointsRule.nullable(), next: pointsRule.nullable() }),
  }),
  /**
   * Publishes the next version; what the member charter says of points changes seven days later. Points that were earned keep what they
   * were given. Refuses `rule_changed_meanwhile`.
   */
  publishRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pointsRules/v<version>: a version is published once' },
    input: z.object({
      draft: pointsRuleDraft,
      /** The version the draft was made from, announced or in force; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: pointsRule }),
  }),
  /** Every reward, closed ones too. */
  listAllRewards: operation({
    actor: 'operator',
    idempotency: 'read',
    /** Null: all of them. */
    input: z.object({ status: z.enum(['open', 'closed']).nullable().default(null), cursor }),
    output: z.object({
      rewards: z.array(
        z.object({
          id: rewardId,
          /** Sent back with a change: a change made meanwhile is not overwritten. */
          version: z.int().positive(),
          draft: rewardDraft,
          skus: z.array(z.object({ id: z.string(), left: z.int().nullable() })),
        }),
      ),
      nextCursor: cursor,
    }),
  }),
  /**
   * A new reward (`edit` null) or the next version of one as it was opened; stock is only raised. Refuses `reward_not_found`,
   * `reward_changed` when somebody else changed it meanwhile, `stock_not_lowered`.
   */
  saveReward: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'rewards/<made of the request id>, or the version that was read, which names its request',
      byRequest: true,
    },
    input: z.object({
      edit: z.object({ rewardId, version: z.int().positive() }).nullable(),
      draft: rewardDraft,
    }),
    output: z.object({ rewardId }),
  }),
  /** Somebody's points, by the number on their card. Refuses `card_not_found`. */
  readHolder: operation({
    actor: 'operator',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.union([z.object({ memberId }), z.object({ cardNumber })]),
    output: pointsFigures.extend({ holder, entries: z.array(entryView) }),
  }),
  /** Adds or takes points by hand, with a reason the member reads. Refuses `card_not_found`, `points_not_enough`, `owner_frozen`, `own_affair`. */
  adjust: operation({
    actor: 'operator',
    limit: wrongCodeLimit,
    idempotency: { decidedBy: 'pointsEntries/adjust:<member>-<request id>', byRequest: true },
    input: z.union([z.object({ memberId, ...adjustment }), z.object({ cardNumber, ...adjustment })]),
    output: pointsFigures,
  }),
  /** Moves points from one member to another, lots with their expiry. Refuses `card_not_found`, `points_not_enough`, `owner_frozen`, `own_affair`. */
  transfer: operation({
    actor: 'operator',
    limit: wrongCodeLimit,
    idempotency: { decidedBy: 'pointsEntries/transfer:<giving member>-<request id>-out', byRequest: true },
    input: z.union([
      z.object({ fromMemberId: memberId, toMemberId: memberId, ...moved }),
      z.object({ fromCardNumber: cardNumber, toCardNumber: cardNumber, ...moved }),
    ]),
    output: z.object({ fromBalance: pointsAmount, toBalance: pointsAmount }),
  }),
};
export type PointsApi = ApiOf<typeof pointsOperations>;
