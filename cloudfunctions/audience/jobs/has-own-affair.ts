import type { MemberId } from '../../../contracts/primitives/ids';
import { mayActAs } from '../../kit/host/roles';
import { readSameness } from '../../kit/person/read-sameness';
import type { Store } from '../../kit/store/store';
import type { Job } from './read-job';

/** Nobody gives value to themself by hand, in a crowd neither; the owner answers to nobody. */
export async function hasOwnAffair(
  store: Store,
  { by, roles }: Pick<Job, 'by' | 'roles'>,
  memberId: MemberId,
): Promise<boolean> {
  if (mayActAs(roles, 'owner')) return false;
  const sameness = await store.transact((transaction) =>
    readSameness(transaction, { memberIds: [memberId], keys: [] }, { memberIds: [], keys: [by] }),
  );
  return sameness !== 'different';
}
