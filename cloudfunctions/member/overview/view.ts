import type { MemberCard } from '../../../contracts/card/card';
import type { MemberSummary } from '../../../contracts/member/member';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import type { Instant } from '../../../contracts/primitives/time';

interface Member {
  _id: MemberId;
  nickname: string | null;
  phone: { masked: MaskedPhone } | null;
  joinedAt: Instant;
  card: MemberCard;
}

/** A member as they see themselves: the phone masked, nothing of the identity map. */
export const viewMember = (member: Member): MemberSummary => ({
  memberId: member._id,
  nickname: member.nickname,
  phone: member.phone?.masked ?? null,
  joinedAt: member.joinedAt,
  card: member.card,
});
