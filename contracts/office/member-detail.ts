import * as z from 'zod';
import { auditRole } from '../audit';
import { couponState } from '../coupon/coupon-view';
import { callLimit, wrongCodeLimit } from '../limit';
import { deliveryState, messageChannel, messageKind } from '../message/message-values';
import { operation, type ApiOf } from '../operation';
import { HOUR_MS } from '../primitives/time';
import { tierLooks } from '../primitives/tier/tier-look';
import { shown } from '../text-marks';
import { gender } from '../member/profile-values';
import { tagHows } from '../primitives/tag-how';
import {
  cardNumber,
  chinaDate,
  couponId,
  cursor,
  fenAmount,
  instant,
  maskedPhone,
  memberCode,
  memberId,
  orderId,
  pointsAmount,
  storeId,
} from '../values';
import { memberSource } from './kept-values';

const count = z.int().nonnegative();

/** The card without its number, by which a counter serves whoever names it: the end of it tells two cards apart. */
export const cardAtOffice = z.object({
  planName: z.string(),
  numberEnd: z.string().length(4),
  issuedAt: instant,
  expiresAt: instant.nullable(),
});

/** Who they are. */
const person = () => ({
  memberId,
  nickname: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  gender: gender.nullable(),
  birthday: chinaDate.nullable(),
  phone: maskedPhone.nullable(),
  joinedAt: instant,
  source: memberSource.nullable(),
  /** The account is closed then, unless the member cancels. */
  closesAt: instant.nullable(),
  frozen: z.object({ at: instant, reason: z.string() }).nullable(),
  tags: z.array(z.string()),
  /** How each came, and which are kept from them whatever a rule says. */
  tagMarks: z.array(z.object({ tag: z.string(), how: z.enum(tagHows), keptOff: z.boolean() })),
  card: cardAtOffice,
  /** Numbers that came with merges, and lead to the member too: their last four digits. */
  otherCardEnds: z.array(z.string().length(4)).default([]),
  /** Null: the merchant has no tiers. */
  tier: z
    .object({
      name: z.string(),
      growth: z.int(),
      pending: z.int(),
      floorUntil: instant.nullable(),
      /** When it was set by hand: what another is based on. */
      floorSetAt: instant.nullable(),
      /** What there is to set by hand, the lowest first. */
      tiers: z.array(z.string()),
    })
    .nullable(),
  leaderName: z.string().nullable(),
  /** Whose code the join came through. */
  joinedThrough: z.string().nullable(),
});

/** What they did, and what they have. */
const doings = () => ({
  identity: z.object({
    phoneVerifiedAt: instant.nullable(),
    wechatLogins: count,
    unionLinked: z.boolean(),
    following: z.boolean(),
    /** Members that were merged into this one. */
    absorbed: count,
  }),
  buying: z.object({ orders: count, amountFen: fenAmount, lastPaidAt: instant.nullable() }),
  points: z.object({ balance: pointsAmount, pending: pointsAmount, debt: pointsAmount }),
  usableCoupons: count,
  coupons: z.array(z.object({ couponId, title: z.string(), state: couponState, expiresAt: instant })),
  orders: z.array(
    z.object({
      orderId,
      storeName: z.string(),
      amountFen: fenAmount,
      paidAt: instant.nullable(),
      refundedFen: fenAmount,
      createdAt: instant,
    }),
  ),
  invites: z.object({ brought: count, broughtBy: z.string().nullable() }),
  messages: z.array(
    z.object({
      kind: messageKind,
      title: z.string(),
      channel: messageChannel,
      delivery: deliveryState,
      createdAt: instant,
    }),
  ),
  consents: z.object({
    mutedKinds: z.array(messageKind),
    /** Subscription messages WeChat still lets us send. */
    subscriptions: count,
    /** China minutes; null: those of the merchant. */
    quietHours: z.object({ fromMinute: z.int(), toMinute: z.int() }).nullable(),
  }),
  notes: z.array(z.object({ text: z.string(), byName: z.string(), at: instant })),
});

/** Everything the office sees of a member on one page; the lists show the newest, the timeline all of it. Made when it is asked for. */
const memberDetail = () => z.object({ ...person(), ...doings() });
export type MemberDetail = z.output<ReturnType<typeof memberDetail>>;

/** One thing that happened, or that somebody of the staff did to them. */
export const timelineEntry = z.object({
  at: instant,
  /** A kind of fact, or an action of the audit log. */
  what: z.string(),
  /** In what sense points came or went. */
  why: z.string().nullable(),
  amountFen: fenAmount.nullable(),
  points: z.int().nullable(),
  coupons: count.nullable(),
  /** How an order was, 1 to 5. */
  score: z.int().nullable(),
  storeName: z.string().nullable(),
  orderId: orderId.nullable(),
  /** Who of the staff did it; null: the member, or time. */
  by: z.object({ name: z.string(), role: auditRole.nullable() }).nullable(),
  reason: z.string().nullable(),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

export const reason = shown(z.string().trim().min(2).max(90));

export const memberDetailOperations = {
  /** Refuses `member_not_found`. */
  readMember: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ memberId }),
    output: z.object({ member: memberDetail(), now: instant }),
  }),
  /** What happened to a member and what was done to them, newest first, of all members that were merged into one. */
  readMemberTimeline: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ memberId, cursor }),
    output: z.object({ entries: z.array(timelineEntry), nextCursor: cursor, now: instant }),
  }),
  /** What a counter needs of who stands in front of it: what can be used, and what they bought at this store. */
  readMemberAtCounter: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.union([z.object({ storeId, code: memberCode }), z.object({ storeId, cardNumber })]),
    output: z.object({
      nickname: z.string().nullable(),
      phone: maskedPhone.nullable(),
      planName: z.string(),
      /** Null: the merchant has no tiers. */
      tier: z.object({ name: z.string(), look: z.enum(tierLooks) }).nullable(),
      frozen: z.boolean(),
      points: pointsAmount,
      usableCoupons: count,
      orders: z.array(z.object({ amountFen: fenAmount, paidAt: instant.nullable(), refundedFen: fenAmount })),
      now: instant,
    }),
  }),
  /** The whole number, for one reason; each is counted and stands in the audit log. Refuses `member_not_found`, `member_without_phone`. */
  tellPhone: operation({
    actor: 'operator',
    limit: callLimit('tell_phone', 30, 23 * HOUR_MS),
    idempotency: {
      decidedBy: 'auditEntries/<request>-office.tellPhone-<member>: told once, and told the same again',
      byRequest: true,
    },
    input: z.object({ memberId, reason }),
    output: z.object({ phone: z.string() }),
  }),
};
export type MemberDetailApi = ApiOf<typeof memberDetailOperations>;
