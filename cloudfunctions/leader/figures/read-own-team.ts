import { readSameness } from '../../kit/person/read-sameness';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

/** Whether the leader of this team is the member: nobody is awarded themselves. */
export async function readOwnTeam(
  transaction: TransactionStore,
  { _id, absorbed }: DocumentOf<'members'>,
  leaderId: DocumentOf<'members'>['leaderId'],
): Promise<boolean> {
  const leader = leaderId === null ? null : await transaction.leaders.get(leaderId);
  if (!leader?.openIdKey) return false;
  const member = { memberIds: [_id, ...absorbed], keys: [] };
  return (await readSameness(transaction, member, { memberIds: [], keys: [leader.openIdKey] })) === 'same';
}
