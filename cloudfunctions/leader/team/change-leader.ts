import type { LeaderId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { leaderFact } from '../../kit/facts/person-facts';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

interface Change {
  memberId: MemberId;
  leaderId: LeaderId | null;
  /** Why, once for each change. */
  cause: string;
  /** The entry that says who of the staff did it. */
  auditId?: string;
  now: Instant;
}

/**
 * The only way a living member comes into another team, or into none; a merge writes the member whole, with the
 * team of the attribution it keeps, and tells the same.
 * @param beside what else changes of the member
 */
export async function changeLeader(
  transaction: TransactionStore,
  { memberId, leaderId, cause, auditId, now }: Change,
  beside: Partial<Omit<DocumentOf<'members'>, '_id' | 'leaderId'>> = {},
): Promise<void> {
  await transaction.members.update(memberId, { ...beside, leaderId });
  transaction.tell(leaderFact(memberId, { leaderId, cause, auditId }, now));
}
