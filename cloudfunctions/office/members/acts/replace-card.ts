import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { planReplacing, replacePartCard } from '../../../identity/merge/apart/replace-part-card';
import type { WriteCall } from '../../../kit/host/call';
import { newCardNumber } from '../../../kit/ids/new-id';
import { readMember } from '../../../kit/person/find-member';
import { identityEntry } from '../../../kit/person/identity-entry';
import { cardKey } from '../../../kit/store/query/document-ids';
import { cardAtOffice } from './card-view';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

interface Loss {
  memberId: MemberId;
  /** The end of a number that came with a merge; null: the one that is shown. */
  lostEnd: string | null;
  reason: string;
}

/** The number that was lost leads to nobody at once. @throws TuankaError member_not_found, card_not_found */
export async function replaceCard(call: Call, { memberId, lostEnd, reason }: Loss) {
  // Drawn before: a transaction that runs again takes the same.
  const number = newCardNumber();
  const before = lostEnd === null ? null : await readMember(call.store, memberId, 'member_not_found');
  const other = before && lostEnd && (await planReplacing(call.store, before, lostEnd, number));
  const { card } = await changeMember(call, memberId, 'office.replaceCard', async (member, transaction) => {
    if (other && member.card.number !== other.lost) {
      await replacePartCard(transaction, member._id, other, call.now);
      return { patch: {}, what: 'card', told: { reason, detail: { lostEnd } } };
    }
    if (!other && lostEnd !== null && !member.card.number.endsWith(lostEnd)) throw refuse('card_not_found');
    await transaction.identities.insert(identityEntry(cardKey(number), member._id, call.now));
    await transaction.identities.remove(cardKey(member.card.number));
    return { patch: { card: { ...member.card, number } }, what: 'card', told: { reason } };
  });
  return { card: cardAtOffice(card) };
}
