import type { MemberId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../store/schema';
import type { Store, TransactionStore } from '../store/store';
import { keepReminders } from './tell-untold';

/** So many reminders fit into a transaction with all that a welcome does. */
const AT_ONCE = 8;

/**
 * Writes down what a member keeps of reminders from their join (tell-untold.ts), some in a transaction; what is left is where the
 * next one goes on.
 * @param most may stay, for the caller's own transaction
 */
export async function fileReminders(
  store: Pick<Store, 'transact'>,
  memberId: MemberId,
  most: 'none' | 'few',
): Promise<void> {
  const stays = most === 'few' ? AT_ONCE : 0;
  for (let isDone = false; !isDone;) {
    isDone = await store.transact(async (transaction) => {
      const kept = (await transaction.members.get(memberId))?.unreminded ?? [];
      if (kept.length <= stays) return true;
      transaction.remind(...kept.slice(0, AT_ONCE));
      await transaction.members.update(memberId, keepReminders(kept.slice(AT_ONCE)));
      return false;
    });
  }
}

/**
 * Of what is too much for one transaction: the member keeps the reminders, and the part `reminders` of the sweep writes them down when the
 * first is due.
 */
export async function remindLater(
  transaction: Pick<TransactionStore, 'members' | 'remind'>,
  memberId: MemberId,
  reminders: readonly DocumentOf<'reminders'>[],
): Promise<void> {
  const member = await transaction.members.get(memberId);
  if (!member || member.mergedInto !== null) return transaction.remind(...reminders);
  await transaction.members.update(memberId, keepReminders([...member.unreminded, ...reminders]));
}
