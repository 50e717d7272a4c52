import type { EntrySource } from '../../../contracts/leader-figures';
import type { LeaderCode, LeaderId, MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { Attribution } from './attribution';

/**
 * What a leader is credited with, one document per cause. Figures are sums of these and of nothing else, so they can be
 * counted again at any time.
 */
export type CreditKind = 'join' | 'first_order' | 'converted' | 'received' | 'handed_over';

export interface Credit {
  _id: string;
  leaderId: LeaderId;
  kind: CreditKind;
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

export const joinId = (memberId: MemberId): string => `join:${memberId}`;
export const firstOrderId = (orderId: string): string => `first_order:${orderId}`;

interface JoinedMember {
  _id: MemberId;
  creditedTo: LeaderId | null;
  attribution: Attribution | null;
}

/** The join of a member whose credit is due; null when nobody is credited. */
export function joinCredit({ _id, creditedTo, attribution }: JoinedMember): Credit | null {
  if (creditedTo === null || attribution === null) return null;
  const { leaderCode, source, groupId, at } = attribution;
  const day = chinaDateOf(at);
  return {
    ...blank,
    _id: joinId(_id),
    leaderId: creditedTo,
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
export function orderCredits({ orderId, memberId, leaderId, attribution, now }: Ordering): Credit[] {
  if (leaderId === null || attribution === null) return [];
  const converted = conversion(`converted:${orderId}`, memberId, attribution, now);
  const order: Credit = {
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
): Credit => ({ ...blank, _id, leaderId, kind: 'converted', day: chinaDateOf(at), memberId, at: now });

/** Members that changed teams in one step of a handover. */
export const handoverCredit = (
  kind: 'received' | 'handed_over',
  leaderId: LeaderId,
  step: string,
  count: number,
  now: Instant,
): Credit => ({ ...blank, _id: `${kind}:${step}`, leaderId, kind, day: chinaDateOf(now), count, at: now });

/** What the figures should hold of it. */
export const worth = ({ voidedBy, count }: Pick<Credit, 'voidedBy' | 'count'>): number =>
  voidedBy.length === 0 ? count : 0;

/** Void for one more reason; due again when that changes what it is worth. */
export const voided = (credit: Credit, why: string): Pick<Credit, 'voidedBy' | 'state'> => ({
  voidedBy: credit.voidedBy.includes(why) ? credit.voidedBy : [...credit.voidedBy, why],
  state: 'due',
});

export const unvoided = (credit: Credit, why: string): Pick<Credit, 'voidedBy' | 'state'> => ({
  voidedBy: credit.voidedBy.filter((reason) => reason !== why),
  state: 'due',
});
