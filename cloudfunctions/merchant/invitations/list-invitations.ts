import type { ReadCall } from '../../kit/host/call';
import { lessThan } from '../../kit/store/query/condition';
import { addMs } from '../../../contracts/primitives/time';
import { inviterRoleOf, invitationState, viewInvitation } from './invitation';

const NEWEST = 100;

export async function listInvitations({ store, now }: ReadCall<'operator'>) {
  const { items } = await store.staffInvitations.find({
    where: { invitedAt: lessThan(addMs(now, 1)) },
    orderBy: 'invitedAt',
    direction: 'desc',
    limit: NEWEST,
  });
  const inviters = await store.staff.getMany([...new Set(items.map(({ invitedBy }) => invitedBy))]);
  const roleOf = (one: (typeof items)[number]) =>
    inviterRoleOf(one, inviters.find(({ _id }) => _id === one.invitedBy) ?? null);
  return {
    invitations: items.map((one) => ({
      invitationId: one._id,
      ...viewInvitation(one, invitationState(one, roleOf(one), now)),
    })),
  };
}
