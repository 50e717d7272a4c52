import type { MemberId } from '../../../contracts/primitives/ids';
import type { TransactionStore } from '../../kit/store/store';
import { laterUse } from '../../kit/identity/code-use';

/**
 * Part of the first transaction of a merge, which makes the absorbed member's card the kept member's: a code that either
 * of them has used up stays used up, from the very moment the card leads to another.
 */
export async function mergeCodeUses(
  transaction: TransactionStore,
  keptId: MemberId,
  absorbedId: MemberId,
): Promise<void> {
  const absorbed = await transaction.memberCodeUses.get(absorbedId);
  if (!absorbed) return;
  const kept = await transaction.memberCodeUses.get(keptId);
  await transaction.memberCodeUses.replace({ ...laterUse(kept ?? absorbed, absorbed), _id: keptId });
}
