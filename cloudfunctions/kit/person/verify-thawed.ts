import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { TransactionStore } from '../store/store';

type Members = Pick<TransactionStore, 'members'>;

export const isFrozen = async ({ members }: Members, memberId: MemberId): Promise<boolean> =>
  ((await members.get(memberId))?.frozen ?? null) !== null;

/**
 * Nobody moves value to or from a frozen member by hand. What is owed to them from before goes on: a refund, a redemption taken back,
 * what they earned.
 * @throws TuankaError owner_frozen
 */
export async function verifyThawed(transaction: Members, memberIds: readonly MemberId[]): Promise<void> {
  for (const id of memberIds) if (await isFrozen(transaction, id)) throw refuse('owner_frozen', id);
}
