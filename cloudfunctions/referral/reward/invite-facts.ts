import type { Fen } from '../../../contracts/primitives/fen';
import type { InviteCode, MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';

interface Referral {
  inviteeId: MemberId;
  code: InviteCode;
  joinedAt: Instant;
  turn: number;
}

/** A friend counts: at once, or when somebody decided so. Told of the inviter, once for each friend. */
export const invitedFact = (
  { inviteeId, code, joinedAt }: Referral,
  inviterId: MemberId,
  now: Instant,
): Fact =>
  newFact({
    kind: 'invited',
    cause: inviteeId,
    memberId: inviterId,
    at: joinedAt,
    now,
    refs: { inviteeId, code },
  });

/** The friend's first order; another one after a refund took the first away is told again. `refunded` names the order. */
export const inviteeOrderedFact = (
  { inviteeId, turn }: Referral,
  inviterId: MemberId,
  { orderId, paidFen, paidAt }: { orderId: OrderId; paidFen: Fen; paidAt: Instant },
  now: Instant,
): Fact =>
  newFact({
    kind: 'invitee_ordered',
    cause: `${inviteeId}-${turn}`,
    memberId: inviterId,
    at: paidAt,
    now,
    amountFen: paidFen,
    refs: { inviteeId, orderId, turn },
  });
