import type { CouponLimits } from '../../../contracts/coupon/coupon';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import { spread } from '../../kit/ids/spread';

/** One part of a template's stock. Callers are spread over the parts, so that no document is hot. */
export interface StockShard {
  _id: string;
  templateId: CouponTemplateId;
  total: number;
  left: number;
  issued: number;
  /** Of them: gone with a closed account. */
  erased: number;
  check: 'due' | 'done' | 'none';
  changedAt: Instant;
}

/** A stock that lasts is spread further, so that callers of many instances seldom meet; reading all stays one call. */
export const MAX_SHARDS = 128;
/** Small stocks have few parts: who comes near the end looks into more of them. Up to here all have been as many as now. */
const FEW_SHARDS = 32;
const WORTH_A_SHARD = 100;

const shardCount = (total: number): number =>
  Math.min(total, MAX_SHARDS, Math.max(FEW_SHARDS, Math.floor(total / WORTH_A_SHARD)));

/** Those that exist, also of a stock published when none had more shards than the smallest have now. */
export const surelyWritten = (shards: readonly StockShard[], written: number | null): readonly StockShard[] =>
  shards.slice(0, written ?? FEW_SHARDS);

const shardId = (templateId: CouponTemplateId, day: ChinaDate | 'all', position: number): string =>
  `${templateId}:${day}:${position}`;

/** A total in equal parts; the first ones take what does not divide. */
function freshShards(
  templateId: CouponTemplateId,
  day: ChinaDate | 'all',
  total: number,
  now: Instant,
): StockShard[] {
  const count = shardCount(total);
  return Array.from({ length: count }, (_, position) => {
    const share = Math.floor(total / count) + (position < total % count ? 1 : 0);
    return {
      _id: shardId(templateId, day, position),
      templateId,
      total: share,
      left: share,
      issued: 0,
      erased: 0,
      check: day === 'all' ? 'done' : 'none',
      changedAt: now,
    };
  });
}

/** The whole stock of a template as it is written when it is published. */
export const totalShards = (templateId: CouponTemplateId, total: number, now: Instant): StockShard[] =>
  freshShards(templateId, 'all', total, now);

/** Of every part a template's stock may have, whatever its total. */
export const allShardIds = (templateId: CouponTemplateId): string[] =>
  Array.from({ length: MAX_SHARDS }, (_, position) => shardId(templateId, 'all', position));

/** The stock of one China day. It needs no job at midnight: a part nobody took from yet is as it would be written. */
export const dayShards = (templateId: CouponTemplateId, perDay: number, now: Instant): StockShard[] =>
  freshShards(templateId, chinaDateOf(now), perDay, now);

/** Adds so much to a total, in equal parts; a total is never lowered. */
export const raised = (shards: readonly StockShard[], more: number, now: Instant): StockShard[] =>
  shards.map((shard, position) => {
    const share = Math.floor(more / shards.length) + (position < more % shards.length ? 1 : 0);
    return { ...shard, total: shard.total + share, left: shard.left + share, changedAt: now };
  });

/** Takes up to `wanted` from one shard. */
export function takeFrom(
  shard: StockShard,
  wanted: number,
  now: Instant,
): { taken: number; after: StockShard } {
  const taken = Math.min(shard.left, wanted);
  return {
    taken,
    after: {
      ...shard,
      left: shard.left - taken,
      issued: shard.issued + taken,
      check: shard.check === 'none' ? 'none' : 'due',
      changedAt: now,
    },
  };
}

export const leftIn = (shards: readonly StockShard[]): number =>
  shards.reduce((sum, { left }) => sum + left, 0);

/**
 * Those with something left, starting at a place of the caller's own; those that have all that is wanted come first, shards in use last.
 * @param turn moves on after a lost race
 */
export function shardOrder(
  shards: readonly StockShard[],
  caller: string,
  turn: number,
  isInUse: (shard: StockShard) => boolean = () => false,
  wanted = 1,
): StockShard[] {
  const filled = shards.filter(({ left }) => left > 0);
  const start = filled.length === 0 ? 0 : (spread(caller) + turn) % filled.length;
  const gives = ({ left }: StockShard): number => Math.min(left, wanted);
  const order = [...filled.slice(start), ...filled.slice(0, start)].sort((a, b) => gives(b) - gives(a));
  return [...order.filter((shard) => !isInUse(shard)), ...order.filter(isInUse)];
}

export interface Tally {
  issued: number;
  day: string;
  issuedThatDay: number;
}

export type CountRefusal = 'coupon_limit_reached' | 'coupon_limit_today';

/** Whether a member may be issued so many more; null when they may. */
export function countRefusal(
  limits: CouponLimits,
  tally: Tally | null,
  wanted: number,
  now: Instant,
): CountRefusal | null {
  const { perMember, perMemberPerDay } = limits;
  if (perMember !== null && (tally?.issued ?? 0) + wanted > perMember) return 'coupon_limit_reached';
  const today = tally?.day === chinaDateOf(now) ? tally.issuedThatDay : 0;
  return perMemberPerDay !== null && today + wanted > perMemberPerDay ? 'coupon_limit_today' : null;
}

export const counted = (tally: Tally | null, taken: number, now: Instant): Tally => {
  const day = chinaDateOf(now);
  return {
    issued: (tally?.issued ?? 0) + taken,
    day,
    issuedThatDay: (tally?.day === day ? tally.issuedThatDay : 0) + taken,
  };
};

/** Two counts of one person. */
export function sumOfTallies(one: Tally | null, other: Tally): Tally {
  if (one === null) return other;
  const day = one.day > other.day ? one.day : other.day;
  const thatDay = (tally: Tally): number => (tally.day === day ? tally.issuedThatDay : 0);
  return { issued: one.issued + other.issued, day, issuedThatDay: thatDay(one) + thatDay(other) };
}

/** What is left of a count once another is taken out of it again. */
export const tallyWithout = (whole: Tally, part: Tally): Tally => ({
  issued: Math.max(0, whole.issued - part.issued),
  day: whole.day,
  issuedThatDay: Math.max(0, whole.issuedThatDay - (part.day === whole.day ? part.issuedThatDay : 0)),
});

export const hasLimits = ({ total, perDay, perMember, perMemberPerDay }: CouponLimits): boolean =>
  [total, perDay, perMember, perMemberPerDay].some((limit) => limit !== null);
