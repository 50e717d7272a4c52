import type { MemberId } from '../../../../contracts/primitives/ids';
import type { WriteCall } from '../../../kit/host/call';
import { newCardNumber } from '../../../kit/ids/new-id';
import { identityEntry } from '../../../kit/person/identity-entry';
import { cardKey } from '../../../kit/store/query/document-ids';
import { cardAtOffice } from './card-view';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

/** The number that was lost leads to nobody at once. @throws TuankaError member_not_found */
export async function replaceCard(call: Call, { memberId, reason }: { memberId: MemberId; reason: string }) {
  // Drawn before: a transaction that runs again takes the same.
  const number = newCardNumber();
  const { card } = await changeMember(call, memberId, 'office.replaceCard', async (member, transaction) => {
    await transaction.identities.insert(identityEntry(cardKey(number), member._id, call.now));
    await transaction.identities.remove(cardKey(member.card.number));
    return { patch: { card: { ...member.card, number } }, what: 'card', told: { reason } };
  });
  return { card: cardAtOffice(card) };
}
