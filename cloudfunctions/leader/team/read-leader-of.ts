import { refuse } from '../../../contracts/errors';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';

/** The leader who calls. @throws TuankaError not_allowed for staff without a leader */
export function readLeaderOf({
  store,
  staff,
}: Pick<ReadCall<'leader'>, 'store' | 'staff'>): Promise<DocumentOf<'leaders'>> {
  if (staff.leaderId === null) throw refuse('not_allowed', 'staff without a leader');
  return store.leaders.require(staff.leaderId, 'not_allowed');
}
