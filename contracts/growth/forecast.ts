import * as z from 'zod';
import { couponPackId, fenAmount, instant, memberId } from '../values';
import { growthRuleDraft } from './growth-rule';

/** Under a draft at the instant from which it would hold; or under the rules as they are, by the end of today. */
export const forecastKind = z.enum(['draft', 'tonight']);
export type ForecastKind = z.output<typeof forecastKind>;

const level = z.int().min(0).max(4);
const move = z.object({ from: level, to: level, members: z.int().positive() });
export type ForecastMove = z.output<typeof move>;

/** As far as it is counted. */
export const forecastCounts = z.object({
  looked: z.int().nonnegative(),
  /** Members by level: now, and then. Of `tonight` only those who are due. */
  before: z.array(z.int().nonnegative()),
  after: z.array(z.int().nonnegative()),
  moves: z.array(move),
  /** What would be owed that is not now. */
  gifts: z.array(z.object({ packId: couponPackId, members: z.int().positive() })),
  /** The first of those who move. */
  movers: z.array(z.object({ memberId, from: level, to: level })),
});
export type ForecastCounts = z.output<typeof forecastCounts>;

export const forecast = () =>
  z.object({
    kind: forecastKind,
    at: instant,
    draft: growthRuleDraft().nullable(),
    counts: forecastCounts,
    startedAt: instant,
    finishedAt: instant.nullable(),
  });

const moveView = z.object({ from: z.string(), to: z.string(), members: z.int() });

/** A forecast as the operator reads it. */
export const forecastView = z.object({
  at: instant,
  startedAt: instant,
  /** Null: it is still counted. */
  finishedAt: instant.nullable(),
  looked: z.int(),
  tiers: z.array(z.object({ name: z.string(), before: z.int(), after: z.int() })),
  moves: z.array(moveView),
  gifts: z.array(z.object({ pack: z.string(), members: z.int(), worthFen: fenAmount })),
  /** Of all gifts: face value of coupons for an amount. */
  giftsFen: fenAmount,
  movers: z.array(z.object({ memberId, name: z.string(), from: z.string(), to: z.string() })),
});
export type ForecastView = z.output<typeof forecastView>;

const estimate = z.object({ about: z.int(), from: z.int(), until: z.int() });

/** Of a sample, per thousand members, with the interval it may be off by (95 %). */
export const sampleView = z.object({
  looked: z.int(),
  at: instant,
  tiers: z.array(z.object({ name: z.string(), before: estimate, after: estimate })),
  rising: estimate,
  falling: estimate,
  gifts: estimate,
});
export type SampleView = z.output<typeof sampleView>;
