import * as z from 'zod';
import { wrongCodeLimit } from '../limit';
import { operation } from '../operation';
import { chinaDate, instant, memberCode, storeId } from '../values';
import { prizeView } from './prize';
import { visitRule, visitRuleDraft } from './visit-rule';

/** `none`: it was a visit without a gift. `refused`: it could not be given. */
const giftState = z.enum(['none', 'owed', 'given', 'refused']);

const ownVisit = z.object({
  day: chinaDate,
  store: z.string(),
  gift: prizeView().nullable(),
  state: giftState,
});
export type OwnVisit = z.output<typeof ownVisit>;

/** Why a visit brings nothing more: they were here today, or had as many gifts as there are. */
const visitOffer = z.object({
  gift: prizeView(),
  state: z.enum(['open', 'here_today', 'day_full', 'month_full']),
});
export type VisitOffer = z.output<typeof visitOffer>;

export const visitOperations = {
  /** 到店礼: what a visit brings, and the latest visits. Null: it is not offered. */
  readVisits: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      visits: z
        .object({ gift: prizeView(), ruleLines: z.array(z.string()), own: z.array(ownVisit) })
        .nullable(),
      now: instant,
    }),
  }),
  /** What a visit brings whoever shows their code, at this store now. Refuses `member_code_expired`, `member_code_used`, `member_code_unknown`. */
  readVisitOffer: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.object({ memberCode, storeId }),
    /** Null: it is not offered. */
    output: z.object({ offer: visitOffer.nullable(), now: instant }),
  }),
  /** Writes the visit down and gives its gift. Refuses `visit_closed`, `visit_tomorrow`, `owner_frozen`, `own_affair`, and what `readVisitOffer` refuses. */
  giveVisitGift: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: { decidedBy: 'visits/<member>:<store>:<day>: a visit is one' },
    input: z.object({ memberCode, storeId }),
    output: z.object({
      /** `already`: they had been here today; nothing changed. */
      outcome: z.enum(['visited', 'already']),
      gift: prizeView().nullable(),
      state: giftState,
    }),
  }),

  readVisitRule: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      rule: visitRule().nullable(),
      /** The rule as members read it. */
      lines: z.array(z.string()),
      versions: z.array(z.object({ version: z.int().positive(), publishedAt: instant, isOn: z.boolean() })),
    }),
  }),
  /** Refuses `rule_changed_meanwhile`, `play_prize_unknown`. */
  publishVisitRule: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'visitRules/visit:v<version>: a version is published once' },
    input: z.object({
      draft: visitRuleDraft(),
      /** The version the draft was made from; 0 before the first. */
      basedOn: z.int().nonnegative(),
    }),
    output: z.object({ rule: visitRule() }),
  }),
};
