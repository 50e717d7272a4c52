import type { SegmentMember } from '../../../contracts/audience/lifecycle';
import { fen } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';

export interface Crossing {
  memberId: MemberId;
  crossedAt: Instant | null;
}

/** What a list says of people, in their order; whoever is no member any more is left out. */
export async function loadSegmentPeople(
  store: Pick<ReadStore, 'members' | 'features'>,
  people: readonly Crossing[],
): Promise<SegmentMember[]> {
  const ids = [...new Set(people.map(({ memberId }) => memberId))];
  const [members, features] = await Promise.all([store.members.getMany(ids), store.features.getMany(ids)]);
  const memberOf = new Map(members.map((member) => [member._id, member]));
  const featuresOf = new Map(features.map((one) => [one._id, one.of]));
  return people.flatMap(({ memberId, crossedAt }) => {
    const member = memberOf.get(memberId);
    if (member?.status !== 'active') return [];
    const of = featuresOf.get(memberId) ?? null;
    const { nickname, phone, joinedAt } = member;
    return [
      {
        memberId,
        nickname,
        phone: phone?.masked ?? null,
        joinedAt,
        lastOrderAt: of?.lastOrderAt ?? null,
        orders: of?.orders.n ?? 0,
        amountFen: fen(of?.orders.amountFen ?? 0),
        crossedAt,
      },
    ];
  });
}
