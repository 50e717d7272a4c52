import * as z from 'zod';
import { shown, unshown } from '../text-marks';
import { dayOfEveryYear } from '../primitives/tier/day-of-every-year';
import { giftKinds, type GiftKind } from '../primitives/tier/gift-channel';
import { tierLooks } from '../primitives/tier/tier-look';
import { couponPackId, instant } from '../values';
import { privilege } from './privilege';

const growth = z.int().min(0).max(10_000_000);

const tierId = z.int().min(0).max(9999);

const tier = z.object({
  /** What versions keep, whatever place, name or threshold it has: who holds it, its gift. Publishing gives one to a tier that has none. */
  id: tierId.optional(),
  name: shown(z.string().min(1).max(8)),
  /** Whoever has this much growth value enters, at once. */
  entry: growth,
  /** What has to be earned from one review to the next to stay; another rule than entering. */
  keep: growth,
  /** How it is drawn; by its place where nothing is said. */
  look: z.enum(tierLooks).optional(),
});

const behaviour = z.object({
  growth,
  /** How often it counts in a China calendar year; null: always. */
  timesAYear: z.int().min(1).max(366).nullable(),
});

export const giftKind = z.enum(giftKinds);
export type { GiftKind };

/** A pack for an occasion. An upgrade's is for that tier alone; of the others whoever stands higher has the highest that is theirs. */
const gift = z.object({ kind: giftKind, fromLevel: z.int().min(0).max(4), packId: couponPackId });
export type Gift = z.output<typeof gift>;

const areDistinct = (gifts: readonly Gift[]): boolean =>
  new Set(gifts.map(({ kind, fromLevel }) => `${kind} ${fromLevel}`)).size === gifts.length;

/** What the operator writes; publishing it gives it the next version. Made by a function: who starts cold builds none of it. */
export const growthRuleDraft = () =>
  z.object({
    /** From the lowest, which everybody has. */
    tiers: z
      .array(tier)
      .min(3)
      .max(5)
      .refine(([lowest]) => lowest?.entry === 0 && lowest.keep === 0, { message: 'the lowest tier is free' })
      .refine((tiers) => tiers.every(({ entry }, at) => at === 0 || entry > (tiers[at - 1]?.entry ?? 0)), {
        message: 'each tier asks for more than the one below',
      })
      .refine((tiers) => tiers.every(({ entry, keep }) => keep <= entry), {
        message: 'staying never asks for more than entering',
      }),
    /** Growth value per yuan paid, in hundredths: 100 is one per yuan. */
    perYuan: z.int().min(0).max(10_000),
    /** The most one payment earns; null: no cap. */
    perOrderCap: growth.nullable(),
    /** The n-th order of a China calendar month earns this on top; null: nothing. */
    frequency: z.object({ order: z.int().min(2).max(31), growth }).nullable(),
    behaviours: z.object({ review: behaviour, invite: behaviour, checkIn: behaviour, profile: behaviour }),
    /** Days until what a payment earns counts: the refund window. */
    pendingDays: z.int().min(0).max(90),
    /** How long growth value counts. */
    lifetime: z.enum(['rolling_year', 'calendar_year']),
    /** When a tier is reviewed: on its anniversary, or every year at the beginning of one day, `MM-DD`. */
    review: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('anniversary') }),
      z.object({
        kind: z.literal('fixed'),
        day: unshown(z.string().regex(dayOfEveryYear), 'a day of the calendar'),
      }),
    ]),
    /** Days after a review in which the tier can still be kept. */
    graceDays: z.int().min(0).max(90),
    /** When a tier falls that was reached by money that came back. */
    refundFalls: z.enum(['at_review', 'at_once']),
    gifts: z
      .array(gift)
      .max(20)
      .default([])
      .refine(areDistinct, { message: 'one gift for a tier and an occasion' })
      .refine((gifts) => gifts.every(({ kind, fromLevel }) => kind !== 'upgrade' || fromLevel > 0), {
        message: 'nobody rises to the lowest tier',
      }),
    privileges: z
      .array(privilege())
      .max(30)
      .default([])
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
        message: 'each has its own id',
      }),
  });
export type GrowthRule = z.output<ReturnType<typeof growthRuleDraft>>;

/** As it is written; what was published before each tier had a name of its own can still be read. */
export const writtenGrowthRule = () =>
  growthRuleDraft()
    .transform((rule) => ({ ...rule, tiers: rule.tiers.map((one) => ({ ...one, name: one.name.trim() })) }))
    .refine(({ tiers }) => tiers.every(({ name }) => name !== ''), { message: 'a tier has a name' })
    .refine(({ tiers }) => new Set(tiers.map(({ name }) => name)).size === tiers.length, {
      message: 'each tier has its own name',
    });

export const growthRule = () =>
  growthRuleDraft().extend({
    version: z.int().positive(),
    publishedAt: instant,
    /** Announced when it was published, it holds from then on; null: from publishing. */
    holdsFrom: instant.nullable().default(null),
    /** Tiers that are gone, and what they asked for last: who still holds one stands in the next that is not lower. */
    formerTiers: z.array(z.object({ id: tierId, entry: growth })).optional(),
    /** What the packs of its gifts give, as the charter says it, when it was published. */
    giftPacks: z.array(z.object({ packId: couponPackId, words: z.string() })).optional(),
  });
export type PublishedGrowthRule = z.output<ReturnType<typeof growthRule>>;
export type GiftPacks = NonNullable<PublishedGrowthRule['giftPacks']>;
export type GrowthBehaviour = keyof GrowthRule['behaviours'];
