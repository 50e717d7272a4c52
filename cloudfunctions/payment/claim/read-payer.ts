import type { MemberId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { followPerson } from '../../referral/join/load-inviter';

/**
 * Whose a payment becomes, in the transaction that makes it theirs, and whether that gives them anything: the one place that decides
 * what a frozen member's payment gives (`orders.paidFrozen`).
 */
export async function readPayer(
  transaction: TransactionStore,
  memberId: MemberId | null,
): Promise<{ member: DocumentOf<'members'> | null; paidFrozen: boolean }> {
  const member = memberId === null ? null : await transaction.members.get(memberId);
  const person = await followPerson(transaction, member);
  return { member, paidFrozen: (person?.frozen ?? null) !== null };
}
