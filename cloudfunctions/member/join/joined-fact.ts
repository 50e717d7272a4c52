import type { CardPlanId, LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';
import { sourceOf } from '../../kit/identity/member-source';

type Came = Parameters<typeof sourceOf>[0];

interface Newcomer extends Omit<Came, 'attribution'> {
  attribution: (NonNullable<Came['attribution']> & { storeId: StoreId }) | null;
  _id: MemberId;
  card: { planId: CardPlanId };
  leaderId: LeaderId | null;
  phone: object | null;
  returned: boolean;
  joinedAt: Instant;
}

export const joinedFact = (member: Newcomer, channel: 'join' | 'first_payment'): Fact => {
  const { _id, card, leaderId, phone, returned, joinedAt, attribution } = member;
  return newFact({
    kind: 'joined',
    cause: _id,
    memberId: _id,
    at: joinedAt,
    now: joinedAt,
    ...(leaderId === null ? {} : { leaderId }),
    ...(attribution === null ? {} : { storeId: attribution.storeId }),
    refs: { channel, planId: card.planId, phone: phone !== null, returned, source: sourceOf(member) },
  });
};
