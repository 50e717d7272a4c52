import type { MemberCard } from '../../../contracts/card/card';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import type { Instant } from '../../../contracts/primitives/time';

interface Member {
  _id: MemberId;
  nickname: string | null;
  phone: { masked: MaskedPhone } | null;
  card: MemberCard;
  joinedAt: Instant;
}

/** A person as staff may see one. */
export const personOf = (member: Member) => ({
  memberId: member._id,
  nickname: member.nickname,
  phone: member.phone?.masked ?? null,
  planName: member.card.planName,
  cardEnd: member.card.number.slice(-4),
  joinedAt: member.joinedAt,
});
