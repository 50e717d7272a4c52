import * as z from 'zod';
import {
  couponTemplateId,
  fenAmount,
  instant,
  pointsAmount,
  redemptionId,
  rewardId,
  storeId,
} from '../values';
import { shown, unshown } from '../text-marks';

/** What points are exchanged for. */
export const rewardKind = z.enum(['coupon', 'goods', 'service', 'charity']);
export type RewardKind = z.output<typeof rewardKind>;

const skuName = shown(z.string().min(1).max(20));
const rewardSku = z.object({
  id: unshown(z.string().regex(/^[a-z0-9]{1,12}$/), 'a name of ours'),
  name: skuName,
  /** Ever put up for exchange; null: as many as are asked for. It is raised, never lowered. */
  stock: z.int().min(0).max(1_000_000).nullable(),
});
export type RewardSku = z.output<typeof rewardSku>;

/** What the operator writes. */
export const rewardDraft = z.object({
  kind: rewardKind,
  name: shown(z.string().min(1).max(20)),
  /** Everything one has to know before exchanging, in plain words. */
  about: z.array(shown(z.string().min(1).max(60))).max(10),
  /** Points for one. */
  points: pointsAmount.refine((value) => value > 0, { message: 'nothing is free here' }),
  /** What it is worth, shown beside the points; null: not said. */
  worthFen: fenAmount.nullable(),
  /** Exchanged while `from <= now < until`; null: always. */
  from: instant.nullable(),
  until: instant.nullable(),
  perMember: z.int().min(1).max(1000).nullable(),
  perMemberPerDay: z.int().min(1).max(1000).nullable(),
  /** Only for members of these tiers, by name; none: for everybody. */
  tiers: z
    .array(shown(z.string().min(1).max(20)))
    .max(10)
    .default([])
    .refine((tiers) => new Set(tiers).size === tiers.length, { message: 'a tier once' }),
  /** At least one; a reward without choices has one. */
  skus: z.array(rewardSku).min(1).max(12),
  /** Where goods are picked up and services are had. */
  storeIds: z.array(storeId).max(200),
  /** The coupon that is issued, for the kind `coupon`. */
  couponTemplateId: couponTemplateId.nullable(),
  /** Lower comes first. */
  position: z.int().min(0).max(9999),
  status: z.enum(['open', 'closed']),
});
export type RewardDraft = z.output<typeof rewardDraft>;

const skuView = z.object({
  id: z.string(),
  name: skuName,
  /** Null: no limit. */
  left: z.int().nonnegative().nullable(),
});

export const rewardView = z.object({
  id: rewardId,
  kind: rewardKind,
  name: z.string(),
  about: z.array(z.string()),
  points: pointsAmount,
  worthFen: fenAmount.nullable(),
  until: instant.nullable(),
  skus: z.array(skuView),
  stores: z.array(z.object({ id: storeId, name: z.string() })),
  limitText: z.string().nullable(),
  /** Charity: what everybody has given so far. */
  raised: pointsAmount.nullable(),
  /** Why it cannot be exchanged now, in plain words; null when it can, as far as points go. */
  unavailableReason: z.string().nullable(),
});
export type RewardView = z.output<typeof rewardView>;

export const redemptionState = z.enum(['waiting', 'done', 'cancelled']);
export type RedemptionState = z.output<typeof redemptionState>;

export const redemptionView = z.object({
  id: redemptionId,
  /** Shown to the clerk; null where nothing is picked up. */
  code: z.string().nullable(),
  rewardId,
  kind: rewardKind,
  name: z.string(),
  skuName: z.string().nullable(),
  quantity: z.int().positive(),
  points: pointsAmount,
  state: redemptionState,
  storeName: z.string().nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
  cancelledAt: instant.nullable(),
});
export type RedemptionView = z.output<typeof redemptionView>;
