import * as z from 'zod';
import { callLimit, phoneCodeLimit, wrongCodeLimit } from '../limit';
import { MINUTE_MS } from '../primitives/time';
import { actorKinds, operation, type ApiOf } from '../operation';
import {
  cardNumber,
  claimId,
  fenAmount,
  instant,
  inviteCode,
  leaderCode,
  maskedPhone,
  memberCode,
  memberId,
  storeId,
} from '../values';
import { joinOffer } from '../card/card-values';
import { charterVersion } from '../growth/charter';
import { entry } from '../leader/leader-figures';
import { couponView } from '../coupon/coupon-view';
import { memberSummary, phoneOutcome } from './member-values';
import { profileOperations } from './profile';
import { unshown } from '../text-marks';

export * from './member-values';

export const memberOperations = {
  ...profileOperations,
  /**
   * What the landing page shows for a scanned code: brand, store, leader and exactly what joining gives.
   * An unknown or paused code is no error: the shopper may still join, without a leader. Refuses `offer_not_open`.
   */
  resolveCode: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ leaderCode: leaderCode.nullable() }),
    output: z.object({
      codeState: z.enum(['active', 'paused', 'unknown', 'none']),
      brandName: z.string(),
      /** `#rrggbb`; null: the merchant chose none. */
      brandColour: z.string().nullable(),
      leader: z.object({ name: z.string(), storeName: z.string() }).nullable(),
      offer: joinOffer,
      /** The offer is what the caller’s first payment promised; null: the usual one. */
      claim: z.object({ expiresAt: instant }).nullable(),
      viewer: z.enum(['guest', 'member']),
      /** The version of the member charter in force; null: there is none. */
      charter: charterVersion.nullable(),
    }),
  }),
  /** The merchant's logo and the stores' pictures, by addresses that end after a while; what has none, or has not passed WeChat's look, is left out. */
  listShopPictures: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      logoUrl: z.string().nullable(),
      stores: z.array(z.object({ storeId, url: z.string() })),
    }),
  }),
  /** Everything the home page shows, for guests too: 3 database calls. */
  overview: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.discriminatedUnion('membership', [
      z.object({
        membership: z.literal('none'),
        brandName: z.string(),
        /** `#rrggbb`; null: the merchant chose none. */
        brandColour: z.string().nullable(),
        /** A card that a first payment promised, waiting to be claimed. */
        claim: z.object({ claimId, planName: z.string(), expiresAt: instant }).nullable(),
        now: instant,
      }),
      z.object({
        membership: z.literal('member'),
        brandName: z.string(),
        /** `#rrggbb`; null: the merchant chose none. */
        brandColour: z.string().nullable(),
        member: memberSummary,
        /** `loose`: WeChat has named an identifier since that is not tied up yet; `identity.linkMine` does it. */
        identity: z.enum(['tied', 'loose']),
        coupons: z.object({
          usableCount: z.int().nonnegative(),
          /** More than the largest page of the store: show `999+` and that the worth is at least this. */
          hasMore: z.boolean(),
          /** Sum of the usable coupons' amounts. */
          worthFen: fenAmount,
          /** The usable coupons that expire first, soonest first, at most three. */
          nearest: z.array(couponView),
        }),
        unreadMessages: z.int().nonnegative(),
        now: instant,
      }),
    ]),
  }),
  /**
   * Scan to join: resolves who the caller is, creates the member, the card, the newcomer pack, the attribution
   * and the reminders in one transaction. Refuses `offer_not_open`, `busy`; with a claim also
   * `claim_not_found`, `claim_expired`, `claim_withdrawn`, `claim_already_used`.
   */
  join: operation({
    actor: 'guest',
    limit: { boundedBy: 'a person joins once; whoever is a member already is only answered' },
    idempotency: {
      decidedBy:
        'identities/openid:<appid>:<openid>: a second join answers already_member; the same request id gets the first answer again',
    },
    input: z.object({
      leaderCode: leaderCode.nullable(),
      /** A friend's; who is attributed is decided by the touches (docs/decisions, "attribution"). */
      inviteCode: inviteCode.nullable().default(null),
      /** From WeChat's phone button; null when the shopper declined (暂不授权手机号). */
      phoneCode: unshown(z.string().min(1).max(256), 'a code of WeChat’s').nullable(),
      /** A card that a first payment promised: it is issued instead of what joining usually gives. */
      claimId: claimId.nullable().default(null),
      /** How the person came to the code: for the leader’s statistics only. */
      entry: entry.nullable().default(null),
      /** The version of the charter that was shown: joining agrees to it. */
      charter: unshown(charterVersion, 'numbers of versions').nullable().default(null),
    }),
    output: z.object({
      outcome: z.enum(['joined', 'already_member']),
      member: memberSummary,
      /** The usable coupons, soonest expiry first: right after joining, those of the newcomer pack. */
      coupons: z.array(couponView),
      phone: phoneOutcome,
      now: instant,
    }),
  }),
  /** The member's own profile. */
  readProfile: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      member: memberSummary,
      /** Also one that waits for WeChat’s check: it is the member’s own page. */
      avatarUrl: z.string().nullable(),
      /** Name of the leader and store this member is attributed to, when there is one. */
      joinedThrough: z.object({ leaderName: z.string(), storeName: z.string() }).nullable(),
    }),
  }),
  /** The roles the caller holds here, so that 我的 lists only work that is theirs. Checks nothing: every operation does. */
  readRoles: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      mayActAs: z.array(z.enum(actorKinds).exclude(['guest', 'member'])),
      /** The shop has no owner yet and a code to become it was printed: the page offers to type it. */
      ownerWanted: z.boolean(),
    }),
  }),
  /**
   * Adds the phone number that was skipped at the join, or changes it. A number another member had moves here and
   * nothing else of theirs does. Refuses `phone_code_expired`, `phone_quota_exhausted`.
   */
  linkPhone: operation({
    actor: 'member',
    limit: phoneCodeLimit(),
    idempotency: {
      decidedBy: 'members/<id>.phone.linkedBy: a repeated request changes nothing',
      byRequest: true,
    },
    input: z.object({ phoneCode: unshown(z.string().min(1).max(256), 'a code of WeChat’s') }),
    output: z.object({ phone: maskedPhone, tookOver: z.boolean() }),
  }),
  /** The code to show at the counter now. It changes every minute and after every use. */
  readCode: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      code: memberCode,
      /** The slow fallback, typed in by the clerk. */
      cardNumber,
      /** Show it while `now < validUntil`, then read the next one. */
      validUntil: instant,
      now: instant,
    }),
  }),
  /**
   * Members an operator means: by card number, by the whole phone number or its last four digits, or by the nickname exactly as it
   * is. Tells nothing that is not needed to know them apart; too many are said to be more.
   */
  search: operation({
    actor: 'operator',
    limit: callLimit('search_members', 120, 10 * MINUTE_MS),
    idempotency: 'read',
    input: z.object({ text: z.string().trim().min(1).max(30) }),
    output: z.object({
      members: z.array(
        z.object({
          memberId,
          nickname: z.string().nullable(),
          phone: maskedPhone.nullable(),
          planName: z.string(),
          joinedAt: instant,
        }),
      ),
      hasMore: z.boolean(),
    }),
  }),
  /**
   * Who stands at the counter of a store, by the code on their screen or the number on their card. Uses the code up for
   * nothing. Refuses `member_code_expired`, `member_code_used`, `member_code_unknown`, `card_not_found`.
   */
  identify: operation({
    actor: 'adviser',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.union([z.object({ storeId, code: memberCode }), z.object({ storeId, cardNumber })]),
    output: z.object({
      memberId,
      nickname: z.string().nullable(),
      phone: maskedPhone.nullable(),
      planName: z.string(),
      now: instant,
    }),
  }),
};
export type MemberApi = ApiOf<typeof memberOperations>;
