import * as z from 'zod';
import { instant as instantAt } from '../primitives/time';
import { couponPackId, fenAmount, instant, memberId } from '../values';
import { giftKind } from './growth-rule';

/** What growth value comes from, and what takes it back; `merged` and `unmerged` bring none: from them on a ledger is read anew. */
export const growthSource = z.enum([
  'paid',
  'refunded',
  'held',
  'released',
  'frequency',
  'review',
  'invite',
  'checkIn',
  'profile',
  'adjusted',
  'merged',
  'unmerged',
]);
export type GrowthSource = z.output<typeof growthSource>;

/** Of standings from before it was written down. */
const BEFORE_ALL = instantAt(0);

/* What only the database has is made by functions: a cold start builds none of it. */

/** What is held without a floor: `rules/tier-state.ts`. */
const held = () =>
  z.object({
    /** The tier's id. */
    earned: z.int().nonnegative(),
    /** What was held after the last review, or at joining, and since when: no money that comes back takes that. */
    before: z.int().nonnegative(),
    sureSince: instant.default(BEFORE_ALL),
    since: instant,
    nextReviewAt: instant.nullable(),
    isInGrace: z.boolean(),
    /** When the review was that waits for what is pending. */
    dueBy: instant.nullable().default(null),
    /** In grace, when the review was that found too little. */
    reviewedAt: instant.nullable().default(null),
    /** While it waits or is in grace, what the review asked for on its day. */
    asked: z.int().nonnegative().nullable().default(null),
    periodFrom: instant,
  });

/** Where everything up to an instant has been done. */
const evaluated = () => z.object({ held: held(), evaluatedUpTo: instant });
export type EvaluatedTier = z.output<ReturnType<typeof evaluated>>;

/** A tier by hand: it only lifts, it ends, and it has a reason. */
const floor = () =>
  z.object({
    /** The tier's id. */
    level: z.int().nonnegative(),
    /** Whose it was, before any merge; left out: of whose standing it is. */
    of: memberId.optional(),
    /** From where the member is evaluated on; what was before somebody set it, it changes nothing of. */
    from: instant,
    setAt: instant.optional(),
    until: instant,
    by: z.string().describe('document id'),
    reason: z.string().min(2).max(60),
  });

/** An occasion that came: what is to be given for it, whatever the rules say by the time it is. */
const owedGift = () =>
  z.object({
    kind: giftKind,
    /** Of an upgrade the tier's id, of a month `YYYY-MM`, otherwise the year: the same occasion is one gift. */
    period: z.string().min(1).max(10),
    level: z.int().nonnegative(),
    packId: couponPackId,
    ruleVersion: z.int().positive(),
    at: instant,
    /** It could not be given when it was tried, and is tried again then. */
    againAt: instant.optional(),
    /** How often it was refused: it is not tried for ever. */
    tries: z.int().nonnegative().optional(),
  });
export type OwedGift = z.output<ReturnType<typeof owedGift>>;

/** What a member had before a merge, to go on with when it is undone; not all is known of the first merges there were. */
const stoodBefore = () =>
  evaluated().extend({
    joinedAt: instant.optional(),
    reached: z.array(z.int().nonnegative()).optional(),
    owed: z.array(owedGift()).optional(),
    locks: z.array(z.object({ from: instant, until: instant })).optional(),
  });
export type StoodBefore = z.output<ReturnType<typeof stoodBefore>>;

const takesBack = () =>
  z.object({
    countsFrom: instant,
    byHand: z.boolean().optional(),
    keepsFrom: instant
      .optional()
      .describe(
        'by when a review asks for it, where that is not when it counts: `rules/taken/doubt-period.ts`',
      ),
  });

/** What is taken by hand of one line. */
const takenPart = () =>
  z.object({
    of: z.string(),
    delta: z.int().negative(),
    countsFrom: instant,
    expiresAt: instant,
    takesBack: takesBack(),
  });
export type TakenPart = z.output<ReturnType<typeof takenPart>>;

/** The growth ledger: append-only. */
export const growthEntry = () =>
  z.object({
    _id: z.string().min(1).max(160),
    memberId,
    source: growthSource,
    /** The fact that caused it: told once, written once. */
    cause: z.string().min(1).max(160),
    /** The entry it takes back; null: none. */
    of: z.string().nullable(),
    delta: z.int(),
    /** Of a payment what was paid, of a refund what came back. */
    amountFen: fenAmount.nullable(),
    /** Version of the growth rule that decided; null where none did. */
    ruleVersion: z.int().positive().nullable(),
    occurredAt: instant,
    countsFrom: instant,
    expiresAt: instant,
    takesBack: takesBack().nullable(),
    /** Taken by hand: of which lines. The whole is what a member reads, the parts are what counts. */
    parts: z.array(takenPart()).min(1).optional(),
    /** What staff wrote when they gave or took it, for the member to read. */
    reason: z.string().max(100).optional(),
    /** A merge or its undoing: what the ledger's owner holds from here on, and held before. */
    standing: z
      .object({
        ...evaluated().shape,
        before: stoodBefore().nullable(),
        /** Which version of the standing it made: of one instant the later is the last. */
        version: z.int().positive().optional(),
      })
      .nullable(),
    recordedAt: instant,
  });
export type LedgerGrowth = z.output<ReturnType<typeof growthEntry>>;

/** A review was announced, or looked at before it: what was missing then. */
const reviewNotice = () =>
  z.object({
    reviewAt: instant,
    days: z.union([z.literal(30), z.literal(7)]),
    missing: z.int().nonnegative(),
    at: instant,
    /** What is reviewed: under a floor another tier than the member has. */
    tier: z.string().optional(),
    /** A tier by hand that is no lower and lasts beyond it: nothing falls before then. */
    floorUntil: instant.optional(),
    /** The same as it stands by now: a message that is sent later says that. */
    byNow: z
      .object({ missing: z.int().nonnegative(), tier: z.string(), floorUntil: instant.optional() })
      .optional(),
    /** Told once more, for what was told before was another’s too. */
    isAnew: z.boolean().optional(),
  });
export type ReviewNotice = z.output<ReturnType<typeof reviewNotice>>;

/** A gift that was given, or found that it cannot be; with `againAt` that it could not be yet. */
export const tierGift = () =>
  owedGift().extend({
    _id: z.string().min(1).max(160),
    memberId,
    /** Who had it, when the id is of somebody who is part of them. */
    givenTo: memberId,
    tier: z.string(),
    coupons: z.int().nonnegative(),
    state: z.enum(['given', 'refused']),
    givenAt: instant,
  });
export type TierGift = z.output<ReturnType<typeof tierGift>>;

/** Where a member stands; recomputed from the entries it is the same. */
export const tierState = () =>
  z.object({
    _id: memberId,
    /** Whose entries count: the member's, and those of who was merged into them. */
    ledgers: z.array(memberId).min(1),
    joinedAt: instant,
    ...evaluated().shape,
    /** What the member has, floor included, as it was last told: its place then, its name, and what it is whatever place it gets. */
    level: z.int().nonnegative(),
    tier: z.string().nullable(),
    tierId: z.int().nonnegative().nullable().default(null),
    floor: floor().nullable(),
    /** The others that run: one is in force when those before it have ended. */
    floorsBehind: z.array(floor()).default([]),
    /** While one runs a review takes nothing away: it was not announced in time. */
    locks: z.array(z.object({ from: instant, until: instant })),
    notice: reviewNotice().nullable(),
    /** The ids of the tiers that were ever reached: each has its gift once. */
    reached: z.array(z.int().nonnegative()).default([]),
    /** What is near, as it was last told: `rules/coming-move.ts`; null: neither. */
    comingMove: z.enum(['rise', 'fall']).nullable().default(null),
    /** Which rule it was evaluated by last. */
    ruleVersion: z.int().nonnegative(),
    /** Where a sample finds it: of the id, in an order that has nothing to do with who somebody is. */
    spot: z.int().nonnegative().default(0),
    /** Grows with every change. */
    version: z.int().nonnegative(),
    /** When something is to be done: growth begins to count, a notice, a review, the end of a floor; null: never. */
    nextDueAt: instant.nullable(),
    /** Set while the member is merged into another. */
    mergedInto: memberId.nullable(),
    /** The day of the year, `MM-DD`, and since when it is known: days before that were none. */
    birthday: z
      .object({ day: z.string().length(5), setAt: instant })
      .nullable()
      .default(null),
    /** Up to where months, birthdays and anniversaries were looked at; null: as far as it is settled. */
    giftedUpTo: instant.nullable().default(null),
    owed: z.array(owedGift()).default([]),
    /** Since when something is owed; null: nothing is. */
    owedSince: instant.nullable().default(null),
  });
export type TierStanding = z.output<ReturnType<typeof tierState>>;
