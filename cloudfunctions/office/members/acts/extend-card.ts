import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import type { Instant } from '../../../../contracts/primitives/time';
import type { WriteCall } from '../../../kit/host/call';
import { cardReminders } from '../../../card/notices/card-expiry';
import { verifyOther } from '../../../kit/person/verify-other';
import { cardAtOffice } from './card-view';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

/** @throws TuankaError member_not_found, card_never_shortened, owner_frozen, own_affair */
export async function extendCard(
  call: Call,
  { memberId, expiresAt, reason }: { memberId: MemberId; expiresAt: Instant | null; reason: string },
) {
  const { card } = await changeMember(call, memberId, 'office.extendCard', async (member, transaction) => {
    const before = member.card.expiresAt;
    if (before === expiresAt) return null;
    if (before === null || (expiresAt !== null && expiresAt < before)) throw refuse('card_never_shortened');
    if (member.frozen) throw refuse('owner_frozen', member._id);
    await verifyOther(transaction, call, { memberIds: [member._id] });
    const card = { ...member.card, expiresAt };
    // Those of the old end skip themselves; a day that is behind already is told of by nobody.
    transaction.remind(...cardReminders(member._id, card).filter(({ dueAt }) => dueAt > call.now));
    return {
      patch: { card },
      what: 'card',
      told: { reason, before: { expiresAt: before }, after: { expiresAt } },
    };
  });
  return { card: cardAtOffice(card) };
}
