import type { CardPlanId, LeaderId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';

interface Newcomer {
  _id: MemberId;
  card: { planId: CardPlanId };
  leaderId: LeaderId | null;
  phone: object | null;
  returned: boolean;
  joinedAt: Instant;
}

export const joinedFact = (
  { _id, card, leaderId, phone, returned, joinedAt }: Newcomer,
  channel: 'join' | 'first_payment',
): Fact =>
  newFact({
    kind: 'joined',
    cause: _id,
    memberId: _id,
    at: joinedAt,
    now: joinedAt,
    ...(leaderId === null ? {} : { leaderId }),
    refs: { channel, planId: card.planId, phone: phone !== null, returned },
  });
