import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../store/store';

/**
 * Whoever came with a list goes with it while nothing of theirs was used. What looks for that cannot see what is being given at that
 * very moment, so the first thing somebody of a list is given is written on the member, too: the two meet there, and one of them
 * runs again. One call; another with the first gift.
 * @returns whether there is such a member
 */
export async function holdImported(
  transaction: Pick<TransactionStore, 'members'>,
  memberId: MemberId,
  now: Instant,
): Promise<boolean> {
  const member = await transaction.members.get(memberId);
  const imported = member?.imported;
  if (imported?.heldAt === null)
    await transaction.members.update(memberId, { imported: { ...imported, heldAt: now } });
  return member !== null;
}
