import type { Audience, PushKind } from '../../../../contracts/message/push';
import type { CardPlanId, LeaderId, StoreId } from '../../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../../contracts/primitives/time';

/** What the conditions look at. A condition on something new adds its fact here, and its reading in resolve-audience.ts. */
export interface MemberFacts {
  planId: CardPlanId;
  cardExpiresAt: Instant | null;
  /** The soonest expiry among the usable coupons; null: none. */
  couponExpiresAt: Instant | null;
  leaderId: LeaderId | null;
  storeId: StoreId | null;
  joinedAt: Instant;
  /** What can be spent; 0 when nobody asked for it. */
  points: number;
  tags: readonly string[];
  lastPaidAt: Instant | null;
  /** Of those asked for. */
  segmentIds: readonly string[];
}

type Condition = (facts: MemberFacts, audience: Audience, now: Instant) => boolean;

const among = <Id>(wanted: readonly Id[], id: Id | null): boolean =>
  wanted.length === 0 || (id !== null && wanted.includes(id));

const within = (days: number | null, expiresAt: Instant | null, now: Instant): boolean =>
  days === null || (expiresAt !== null && now < expiresAt && expiresAt <= addMs(now, days * DAY_MS));

/** Each condition that is not set lets everybody through. */
const conditions: readonly Condition[] = [
  ({ planId }, { cardPlanIds }) => among(cardPlanIds, planId),
  ({ cardExpiresAt }, { cardExpiresWithinDays }, now) => within(cardExpiresWithinDays, cardExpiresAt, now),
  ({ couponExpiresAt }, { couponsExpireWithinDays }, now) =>
    within(couponsExpireWithinDays, couponExpiresAt, now),
  ({ leaderId }, { leaderIds }) => among(leaderIds, leaderId),
  ({ storeId }, { storeIds }) => among(storeIds, storeId),
  ({ points }, { pointsAtLeast }) => pointsAtLeast === null || points >= pointsAtLeast,
  (facts, { tags }) => tags.length === 0 || tags.some((tag) => facts.tags.includes(tag)),
  ({ lastPaidAt }, { paidWithinDays }, now) =>
    paidWithinDays === null || (lastPaidAt !== null && now - lastPaidAt < paidWithinDays * DAY_MS),
  ({ lastPaidAt }, { notPaidForDays }, now) =>
    notPaidForDays === null || lastPaidAt === null || now - lastPaidAt >= notPaidForDays * DAY_MS,
  ({ joinedAt }, { joinedFrom }) => joinedFrom === null || joinedFrom <= joinedAt,
  (facts, { segmentIds }) =>
    segmentIds.length === 0 || segmentIds.some((id) => facts.segmentIds.includes(id)),
  ({ joinedAt }, { joinedTo }) => joinedTo === null || joinedAt < joinedTo,
];

export const belongsTo = (facts: MemberFacts, audience: Audience, now: Instant): boolean =>
  conditions.every((condition) => condition(facts, audience, now));

/** A campaign whose people are picked by what they did or are taken for; not by their card, their store, or what runs out for them. */
export const isPersonalised = (
  kind: PushKind,
  { segmentIds, tags, pointsAtLeast, paidWithinDays, notPaidForDays }: Audience,
): boolean =>
  kind === 'campaign' &&
  (segmentIds.length > 0 ||
    tags.length > 0 ||
    pointsAtLeast !== null ||
    paidWithinDays !== null ||
    notPaidForDays !== null);

/** The person switched it off: this kind of message, or being picked for it. */
export const isUnwanted = (
  { kind, audience }: { kind: PushKind; audience: Audience },
  profile: { mutedKinds: readonly string[]; personalised: boolean } | null | undefined,
): boolean =>
  profile !== null &&
  profile !== undefined &&
  (profile.mutedKinds.includes(kind) || (!profile.personalised && isPersonalised(kind, audience)));

const CARD_DAYS = 30;
const COUPON_DAYS = 7;

/** A push about something that expires goes only to those to whom it does. */
export function audienceFor(kind: PushKind, audience: Audience): Audience {
  if (kind === 'card_expiry')
    return { ...audience, cardExpiresWithinDays: audience.cardExpiresWithinDays ?? CARD_DAYS };
  if (kind === 'coupon_expiry')
    return { ...audience, couponsExpireWithinDays: audience.couponsExpireWithinDays ?? COUPON_DAYS };
  return audience;
}

/** The coupons a push speaks of: those that expire within its days. */
export function couponsOf<Coupon extends { expiresAt: Instant }>(
  { kind, audience }: { kind: PushKind; audience: Audience },
  coupons: readonly Coupon[],
  now: Instant,
): Coupon[] {
  const days = audienceFor(kind, audience).couponsExpireWithinDays;
  return days === null ? [] : coupons.filter(({ expiresAt }) => expiresAt <= addMs(now, days * DAY_MS));
}
