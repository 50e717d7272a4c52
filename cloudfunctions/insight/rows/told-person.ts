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
