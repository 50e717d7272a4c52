import * as z from 'zod';
import { memberSource } from '../office/kept-values';
import { instant, leaderId, storeId } from '../values';

/**
 * What the shop knows of a member, as rules of segments read it. Days are numbers of China days since 1970: what lies in a window is
 * asked by day. Nothing here depends on the moment it was made at: what time changes is asked with `now`. Made when it is asked for: every function
 * knows every collection and starts without this.
 */
export const memberFeatures = () => {
  const count = z.int().nonnegative();
  const lastly = instant.nullable();
  /** Fen, without what was given back. */
  const bought = { n: count, amountFen: count };
  return z.object({
    joinedAt: instant,
    source: memberSource,
    /** Where they joined. */
    storeId: storeId.nullable(),
    /** Where they joined or bought. */
    storeIds: z.array(storeId),
    /** Of the stores they bought at, when they did. */
    cities: z.array(z.string()).default([]),
    leaderId: leaderId.nullable(),
    birthMonth: z.int().min(1).max(12).nullable(),
    tags: z.array(z.string()),
    /** The tier's id; null: the shop has none, or has not counted yet. */
    tier: count.nullable(),
    points: count,
    pointsExpire: z.array(instant),
    couponsExpire: z.array(instant),
    coupons: z.object({ issued: count, used: count, expired: count }),
    orders: z.object({ ...bought, withCoupon: count }),
    refunds: z.object({ ...bought }),
    firstOrderAt: lastly,
    lastOrderAt: lastly,
    days: z.array(z.object({ day: count, ...bought })),
    months: z.array(z.object({ month: z.string(), ...bought })),
    categories: z.array(z.object({ name: z.string(), ...bought, lastAt: instant })),
    /** Days between one order and the next, the middle one; null: fewer than two orders. */
    gapDays: z.number().nonnegative().nullable(),
    invited: count,
    lastVisitAt: lastly,
    lastReachedAt: lastly,
    lastOpenedAt: lastly,
    lastClickedAt: lastly,
    /** Of the latest answer of 1 or 2. */
    lowScoreAt: lastly.default(null),
    /** Of the latest refund because of quality. */
    qualityRefundAt: lastly.default(null),
    /** When the latest complaint was written down of those that are open. */
    openComplaintAt: lastly.default(null),
  });
};
export type MemberFeatures = z.output<ReturnType<typeof memberFeatures>>;
/** What a rule may read, and what a change of features names. */
export type FeatureName = keyof MemberFeatures;

/** The longest window a rule may ask about, in days. */
export const LONGEST_WINDOW_DAYS = 400;
