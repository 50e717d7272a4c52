import * as z from 'zod';
import { callLimit, wrongCodeLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { shown, unshown } from '../text-marks';
import {
  cardNumber,
  chinaDate,
  cursor,
  fenAmount,
  handle,
  instant,
  memberCode,
  memberId,
  storeId,
} from '../values';
import { agreedCharter, charterVersion, charterView } from './charter';
import { forecastKind, forecastView, sampleView } from './forecast';
import { growthSource } from './growth-ledger';
import { tierLooks } from '../primitives/tier/tier-look';
import { privilegeKind } from './privilege';
import { giftKind, growthRule, writtenGrowthRule } from './growth-rule';

/** A line of the growth ledger as the member reads it. */
const entryView = z.object({
  id: handle,
  source: growthSource,
  delta: z.int(),
  /** Of a payment what was paid, of a refund what came back. */
  amountFen: fenAmount.nullable(),
  /** Of an adjustment by hand, as staff wrote it; null: none was written down. */
  reason: z.string().nullable(),
  at: instant,
  /** Pending until then. */
  countsFrom: instant,
  expiresAt: instant,
});
export type EntryView = z.output<typeof entryView>;

/** What is missing, and the whole yuan that earn it; null: paying earns nothing. */
const missing = {
  tier: z.string(),
  growth: z.int().nonnegative(),
  yuan: z.int().nonnegative().nullable(),
  /** So many purchases at least, for each earns no more than `most`; null: one will do. */
  orders: z.object({ n: z.int().positive(), most: z.int().positive() }).nullable(),
};

/** A right the member has now. */
const right = z.object({
  id: z.string(),
  kind: privilegeKind,
  name: z.string(),
  terms: z.string(),
  /** By a clerk, who notes each use. */
  isGranted: z.boolean(),
  used: z.int().nonnegative(),
  /** Of the running month or year; null: as often as one likes. */
  left: z.int().nonnegative().nullable(),
  period: z.enum(['month', 'year']),
});
export type RightView = z.output<typeof right>;

const rights = z.object({
  level: z.int().nonnegative(),
  tier: z.string(),
  look: z.enum(tierLooks),
  rights: z.array(right),
});
export type RightsView = z.output<typeof rights>;

const club = z.object({
  tier: z.string(),
  /** Place of `tier` in `tiers`. */
  level: z.int().nonnegative(),
  tiers: z.array(z.object({ name: z.string(), entry: z.int(), keep: z.int(), look: z.enum(tierLooks) })),
  growth: z.int(),
  pending: z.int(),
  /** When the first of what is pending begins to count. */
  pendingUntil: instant.nullable(),
  /** Null on the highest tier. */
  next: z.object(missing).nullable(),
  /** `再消费 ¥120 即可升级至铂金` */
  text: z.string(),
  /** What the next review still asks for beside what is pending, which counts from `countsOn`; null on the lowest tier. */
  keep: z.object({ ...missing, until: instant, countsOn: instant.nullable() }).nullable(),
  isInGrace: z.boolean(),
  /** The tier is the merchant's gift until then; null: it is earned. */
  floorUntil: instant.nullable(),
  rights: z.array(right),
  /** What a higher tier adds. */
  ahead: z.array(z.object({ tier: z.string(), name: z.string(), terms: z.string() })),
  /** The rules in plain words. */
  ruleLines: z.array(z.string()),
});
export type Club = z.output<typeof club>;

const refusedGift = z.object({
  id: handle,
  memberId,
  name: z.string(),
  kind: giftKind,
  tier: z.string(),
  pack: z.string(),
  at: instant,
  /** It is tried again then; null: it is given up. */
  againAt: instant.nullable(),
});
export type RefusedGift = z.output<typeof refusedGift>;

const floor = {
  /** Place in the list of tiers; 0 takes a floor away. */
  level: z.int().min(0).max(4),
  /** The first day on which it does not hold any more; null: it is taken away. */
  until: chinaDate.nullable(),
  reason: shown(z.string().trim().min(2).max(60)),
  /** When the floor that was seen was set; null: there was none. Whoever does not say overrules whatever there is. */
  basedOn: instant.nullable().optional(),
};

export const growthOperations = {
  /** 会员中心. */
  readGrowth: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ club: club.nullable(), now: instant }),
  }),
  /** 成长值明细, latest first. What was bought in the last minutes comes a little later. */
  listGrowth: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ entries: z.array(entryView), nextCursor: cursor, now: instant }),
  }),

  /** 权益: tier and rights of whoever shows their code. Refuses `member_code_expired`, `member_code_used`, `member_code_unknown`. */
  readRights: operation({
    actor: 'clerk',
    store: 'none',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.object({ memberCode }),
    output: z.object({ rights: rights.nullable(), now: instant }),
  }),
  /** Grants a right and counts it. Refuses `privilege_not_usable`, `privilege_used_up`, `privilege_use_undone`, `owner_frozen`, `own_affair`, `store_closed`, and what `readRights` refuses. */
  usePrivilege: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: { decidedBy: 'privilegeUses/<member>:<privilege>:<period>:<n>', byRequest: true },
    input: z.object({
      memberCode,
      privilegeId: unshown(z.string().min(1).max(24), 'a name of ours'),
      storeId,
    }),
    output: z.object({
      left: z.int().nonnegative().nullable(),
      /** Names the use to who granted it: for taking it back, until then. */
      use: unshown(z.string().min(1).max(400), 'sealed by us'),
      undoUntil: instant,
    }),
  }),
  /** Takes back what the clerk granted minutes ago. Refuses `privilege_not_usable`, `privilege_undo_too_late`. */
  undoPrivilege: operation({
    actor: 'clerk',
    store: 'none',
    idempotency: { decidedBy: 'privilegeUses/<use>.undoneAt: what was taken back stays so' },
    input: z.object({ use: unshown(z.string().min(1).max(400), 'sealed by us') }),
    output: z.object({ privilege: z.string() }),
  }),

  /** 会员章程, for everybody; null: there are no tiers. */
  readCharter: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      charter: charterView.nullable(),
      isMember: z.boolean(),
      /** What the caller agreed to last. */
      agreed: agreedCharter.nullable(),
      now: instant,
    }),
  }),
  /** The member agrees to the charter in force, or to what is announced. Refuses `charter_changed_meanwhile`. */
  agreeCharter: operation({
    actor: 'member',
    idempotency: { decidedBy: 'members/<member>.charters: a version is agreed to once' },
    input: z.object({ version: unshown(charterVersion, 'numbers of versions') }),
    output: z.object({ agreed: agreedCharter }),
  }),

  /** The rule in force, null: there are no tiers; and the one that is announced. */
  readRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ rule: growthRule().nullable(), next: growthRule().nullable() }),
  }),
  /**
   * Publishes the next version; what members read of it in the charter holds seven days later. Nobody falls by it before a review.
   * Refuses `rule_changed_meanwhile`, `growth_gift_unknown`, `growth_start_too_early`.
   */
  publishRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'growthRules/v<version>: a version is published once' },
    input: z.object({
      draft: writtenGrowthRule(),
      /** The version the draft was made from, announced or in force; 0 before the first. */
      basedOn: z.int().nonnegative(),
      /** The day on which it begins to hold; null: as soon as may be. */
      from: chinaDate.nullable().default(null),
    }),
    output: z.object({ rule: growthRule() }),
  }),
  /** About what a draft would do, of a sample with its interval. Refuses `growth_no_tiers`. */
  previewRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ draft: writtenGrowthRule() }),
    output: z.object({ sample: sampleView }),
  }),
  /** Counts exactly, in the background, what a draft would do; null: who moves tonight by the rules as they are. Refuses `growth_no_tiers`. */
  beginForecast: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'tierForecasts/<kind>.startedBy: the latest of its kind', byRequest: true },
    input: z.object({ draft: writtenGrowthRule().nullable() }),
    output: z.object({ kind: forecastKind }),
  }),
  readForecast: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ kind: forecastKind }),
    output: z.object({ forecast: forecastView.nullable(), now: instant }),
  }),
  /** Gifts that could not be given: their pack was not given out any more, or used up. Latest first. */
  listRefusedGifts: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ gifts: z.array(refusedGift), nextCursor: cursor, now: instant }),
  }),
  /** A tier by hand, with an end and a reason. Refuses `card_not_found`, `growth_floor_invalid`, `growth_floor_changed`, `owner_frozen`, `own_affair`, `busy`. */
  setFloor: operation({
    actor: 'operator',
    limit: wrongCodeLimit,
    idempotency: {
      decidedBy: 'auditEntries/<request, member, or who is part of them>: a floor is decided once',
      byRequest: true,
    },
    input: z.union([z.object({ memberId, ...floor }), z.object({ cardNumber, ...floor })]),
    output: z.object({ tier: z.string().nullable(), floorUntil: instant.nullable() }),
  }),
  /**
   * Gives growth value by hand, or takes it: below zero. It counts from the next sweep on, and what is taken lets nobody fall before a
   * review. Refuses `member_not_found`, `growth_no_tiers`, `growth_not_enough`, `owner_frozen`, `own_affair`, `busy`.
   */
  adjust: operation({
    actor: 'operator',
    limit: callLimit('adjust_growth', 300, 10 * MINUTE_MS),
    idempotency: { decidedBy: 'growthEntries/adjusted:<member>-<request>', byRequest: true },
    input: z.object({
      memberId,
      growth: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((growth) => growth !== 0, { message: 'something is given or taken' }),
      reason: shown(z.string().trim().min(2).max(90)),
    }),
    output: z.object({ growth: z.int() }),
  }),
};
export type GrowthApi = ApiOf<typeof growthOperations>;
