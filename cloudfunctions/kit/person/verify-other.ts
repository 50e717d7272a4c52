import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../host/call';
import { mayActAs } from '../host/roles';
import type { TransactionStore } from '../store/store';
import { keysOf } from './find-member';
import { readSameness } from './read-sameness';

type Acting = Pick<WriteCall<'operator'>, 'staff' | 'caller'>;

/**
 * Nobody of the staff gives value to themself by hand or decides what is about themself, under whatever account, nor with a
 * number both verified. The owner answers to nobody.
 * @throws TuankaError own_affair
 */
export async function verifyOther(
  transaction: Pick<TransactionStore, 'identities' | 'identityDecisions' | 'members' | 'staff'>,
  { staff, caller }: Acting,
  about: { memberIds?: readonly MemberId[]; keys?: readonly string[] },
): Promise<void> {
  if (mayActAs(staff.roles, 'owner')) return;
  const sameness = await readSameness(
    transaction,
    { memberIds: about.memberIds ?? [], keys: about.keys ?? [] },
    { memberIds: [], keys: [...new Set([staff._id, ...keysOf(caller)])] },
  );
  if (sameness !== 'different') throw refuse('own_affair', sameness);
}
