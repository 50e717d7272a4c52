import type { LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';

/** A fact, as far as figures are concerned. */
export interface Told {
  _id: string;
  kind: FactKind;
  memberId: MemberId;
  at: Instant;
  amountFen?: number | undefined;
  storeId?: StoreId | undefined;
  leaderId?: LeaderId | undefined;
  categories?: Readonly<Record<string, number>> | undefined;
  refs: Readonly<Record<string, string | number | boolean>>;
}

/** What figures are made of; of others nothing is counted. */
export const countedKinds = [
  'joined',
  'closed',
  'leader_changed',
  'tier_changed',
  'paid',
  'refunded',
  'coupon_issued',
  'coupon_used',
  'coupon_returned',
  'coupon_expired',
  'coupon_revived',
  'points_earned',
  'points_spent',
  'redeemed',
  'invited',
  'message_delivered',
  'message_opened',
  'message_clicked',
] as const satisfies readonly FactKind[];

/** Each once, in an order of their own: told twice, or in another order, they are the same. */
export function inOrder<Fact extends Told>(facts: readonly Fact[]): Fact[] {
  const byId = new Map(facts.map((fact) => [fact._id, fact]));
  return [...byId.values()].sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
}
