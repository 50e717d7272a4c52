import * as z from 'zod';
import { instant, memberId, pointsAmount, pointsEntryId } from '../values';

/**
 * The words of the points ledger. The entries are the truth; an account is their sum.
 * Money of points: `points` of an entry change what can be spent, `pending` what waits for the refund window,
 * `debt` what was taken back after it had been spent.
 */
export const entryKind = z.enum([
  'earn',
  'activate',
  'spend',
  'expire',
  'refund_back',
  'claw_back',
  'debt',
  'repay',
  'adjust',
  'merge_in',
  'merge_out',
  'transfer',
  'repair',
]);
export type EntryKind = z.output<typeof entryKind>;

/** Where the member finds an entry: what came, what went, what was lost. */
export const entrySide = z.enum(['earned', 'spent', 'expired']);
export type EntrySide = z.output<typeof entrySide>;

export const entrySourceKind = z.enum([
  'order',
  'refund',
  'redemption',
  'join',
  'profile',
  'follow',
  'review',
  'invite',
  'play',
  'staff',
  'merge',
  'clock',
  'audit',
]);

/** What caused an entry. */
const entrySource = z.object({ kind: entrySourceKind, id: z.string().min(1).max(120) });
export type EntrySource = z.output<typeof entrySource>;

/**
 * Points earned together, with one expiry. Its id is the key of the entry that made it.
 * A pending lot cannot be spent before `activatesAt`; an open one while `now < expiresAt` (null: never expires).
 */
const pointsLot = z.object({
  id: z.string().min(1).max(140),
  state: z.enum(['pending', 'open']),
  points: z.int().positive(),
  activatesAt: instant.nullable(),
  expiresAt: instant.nullable(),
  /** It came back after its expiry and got the grace once. */
  graced: z.boolean(),
});
export type PointsLot = z.output<typeof pointsLot>;

/** What an entry did to one lot. */
const lotMove = pointsLot.extend({ points: z.int() });
export type LotMove = z.output<typeof lotMove>;

export const ledgerEntry = z.object({
  _id: pointsEntryId,
  memberId,
  /** 1, 2, 3 … within the account it was written to. */
  number: z.int().positive(),
  kind: entryKind,
  side: entrySide,
  points: z.int(),
  pending: z.int(),
  debt: z.int(),
  balanceAfter: pointsAmount,
  debtAfter: pointsAmount,
  moves: z.array(lotMove),
  source: entrySource,
  /** The entry it gives back or takes back; null: none. */
  of: pointsEntryId.nullable().default(null),
  /** In plain words, for the member. */
  reason: z.string().min(1).max(80),
  /** Version of the points rule that decided; null where none did. */
  ruleVersion: z.int().positive().nullable(),
  /** When it took effect: an expiry at its instant, however late it was written down. */
  at: instant,
  recordedAt: instant,
});
export type LedgerEntry = z.output<typeof ledgerEntry>;

const chinaDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One line per reward whose redemptions are limited per member. */
const rewardUse = z.object({
  rewardId: z.string().min(1),
  total: z.int().nonnegative(),
  day: chinaDate,
  today: z.int().nonnegative(),
});
export type RewardUse = z.output<typeof rewardUse>;

/** Given to a person once: the key of the entry that gave it; null: not yet. */
const personGifts = z.object({
  join: z.string().nullable(),
  profile: z.string().nullable(),
  follow: z.string().nullable(),
});
export type PersonGifts = z.output<typeof personGifts>;
export type PersonGift = keyof PersonGifts;
export const NO_GIFTS: PersonGifts = { join: null, profile: null, follow: null };

export const pointsAccount = z.object({
  _id: memberId,
  balance: pointsAmount,
  pending: pointsAmount,
  debt: pointsAmount,
  lots: z.array(pointsLot),
  entryCount: z.int().nonnegative(),
  /** Earned on payments on one China day: for the daily cap. */
  earnedOn: z.object({ day: chinaDate, points: pointsAmount }).nullable(),
  uses: z.array(rewardUse),
  gifts: personGifts.default(NO_GIFTS),
  /** What multiplies earnings: kept by the areas that decide about it. */
  standing: z.object({
    tier: z.string().nullable(),
    /** What it is, whatever it is called; null: it was told before that was said. */
    tierId: z.int().nonnegative().nullable().default(null),
    birthday: z
      .string()
      .regex(/^\d{2}-\d{2}$/)
      .nullable(),
  }),
  /** Per reminder step: what expires before `until` has been considered; no further one before `quietUntil`. */
  reminded: z.record(z.string(), z.object({ until: instant, quietUntil: instant })),
  /** The next activation, expiry or reminder: when the sweep looks at it; null: never. */
  nextDueAt: instant.nullable(),
  /** Set while the member is merged into another: everything goes there. */
  mergedInto: memberId.nullable(),
  /** An undone merge left entries here that are another member’s in part: `pointsParts`. */
  parted: z.boolean().default(false),
  openedAt: instant,
});
export type PointsAccount = z.output<typeof pointsAccount>;
