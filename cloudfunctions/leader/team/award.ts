import type { EntrySource } from '../../../contracts/leader/leader-figures';
import type { LeaderCode, LeaderId, MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { Attribution } from './attribution';

/**
 * What a leader is awarded, one document per cause. Figures are sums of these and of nothing else, so they can be
 * counted again at any time.
 */
export type AwardKind = 'join' | 'first_order' | 'converted' | 'received' | 'handed_over';

export interface Award {
  _id: string;
  leaderId: LeaderId;
  kind: AwardKind;
  day: ChinaDate;
  count: number;
  memberId: MemberId | null;
  leaderCode: LeaderCode | null;
  source: EntrySource | null;
  groupId: string | null;
  conversions: string[];
  at: Instant;
  voidedBy: string[];
  counted: number;
  state: 'due' | 'done';
}

const blank = {
  count: 1,
  memberId: null,
  leaderCode: null,
  source: null,
  groupId: null,
  conversions: [],
  voidedBy: [],
  counted: 0,
  state: 'due' as const,
};

const joinId = (memberId: MemberId): string => `join:${memberId}`;
export const firstOrderId = (orderId: string): string => `first_order:${orderId}`;

interface JoinedMember {
  _id: MemberId;
  attributedTo: LeaderId | null;
  attribution: Attribution | null;
}

/** The join of a member whose award is due; null when nobody is awarded. */
export function joinAward({ _id, attributedTo, attribution }: JoinedMember): Award | null {
  if (attributedTo === null || attribution === null) return null;
  const { leaderCode, source, groupId, at } = attribution;
  const day = chinaDateOf(at);
  return {
    ...blank,
    _id: joinId(_id),
    leaderId: attributedTo,
    kind: 'join',
    day,
    memberId: _id,
    leaderCode,
    source,
    groupId,
    at,
  };
}

interface Ordering {
  orderId: string;
  memberId: MemberId;
  /** Whose team the member is in. */
  leaderId: LeaderId | null;
  attribution: Attribution | null;
  now: Instant;
}

/** A first order counts for the leader whose team it is now; the conversion, for the day and leader of the join. */
export function orderAwards({ orderId, memberId, leaderId, attribution, now }: Ordering): Award[] {
  if (leaderId === null || attribution === null) return [];
  const converted = conversion(`converted:${orderId}`, memberId, attribution, now);
  const order: Award = {
    ...blank,
    _id: firstOrderId(orderId),
    leaderId,
    kind: 'first_order',
    day: chinaDateOf(now),
    memberId,
    conversions: [converted._id],
    at: now,
  };
  return [order, converted];
}

export const conversion = (
  _id: string,
  memberId: MemberId,
  { leaderId, at }: Pick<Attribution, 'leaderId' | 'at'>,
  now: Instant,
): Award => ({ ...blank, _id, leaderId, kind: 'converted', day: chinaDateOf(at), memberId, at: now });

/** Members that changed teams in one step of a handover. */
export const handoverAward = (
  kind: 'received' | 'handed_over',
  leaderId: LeaderId,
  step: string,
  count: number,
  now: Instant,
): Award => ({ ...blank, _id: `${kind}:${step}`, leaderId, kind, day: chinaDateOf(now), count, at: now });

/** Why awards that wait for the operator, or were refused, do not count: see leaderHolds. */
export const SAME_PHONE = 'same_phone';

/** Why awards of somebody who turned out to be their own leader do not count. */
export const OWN_PERSON = 'own_person';

/** What the figures should hold of it. */
export const worth = ({ voidedBy, count }: Pick<Award, 'voidedBy' | 'count'>): number =>
  voidedBy.length === 0 ? count : 0;

/** Void for one more reason; due again when that changes what it is worth. */
export const voided = (award: Award, why: string): Pick<Award, 'voidedBy' | 'state'> => ({
  voidedBy: award.voidedBy.includes(why) ? award.voidedBy : [...award.voidedBy, why],
  state: 'due',
});

export const unvoided = (award: Award, why: string): Pick<Award, 'voidedBy' | 'state'> => ({
  voidedBy: award.voidedBy.filter((reason) => reason !== why),
  state: 'due',
});
