import type { LeaderId } from '../../../contracts/primitives/ids';
import { readSameness } from '../../kit/person/read-sameness';
import type { Sameness } from '../../kit/person/same-person';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

/** Whether the leader is the member: nobody is awarded themselves, and one number of both is for the operator to judge. */
export async function readTeamSameness(
  transaction: TransactionStore,
  member: DocumentOf<'members'>,
  leaderId: LeaderId | null,
): Promise<Sameness> {
  const leader = leaderId === null ? null : await transaction.leaders.get(leaderId);
  if (!leader?.openIdKey) return 'different';
  const known = { memberIds: [member._id], keys: [], members: [member] };
  return readSameness(transaction, known, { memberIds: [], keys: [leader.openIdKey] });
}
