import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { ReadCall } from '../../kit/host/call';
import { readMemberByCard, readMemberByCode } from '../../kit/identity/read-member-by-code';

/**
 * Who stands at the counter, as far as a clerk may know.
 * @throws TuankaError member_code_expired, member_code_used, member_code_unknown, card_not_found
 */
export async function readCounterMember(
  { store, settings, now, requestId }: ReadCall<'adviser'>,
  shown: { code: MemberCode } | { cardNumber: CardNumber },
) {
  const member =
    'code' in shown
      ? (await readMemberByCode(store, settings, shown.code, now, requestId)).member
      : await readMemberByCard(store, shown.cardNumber);
  return {
    memberId: member._id,
    nickname: member.nickname,
    phone: member.phone?.masked ?? null,
    planName: member.card.planName,
    now,
  };
}
