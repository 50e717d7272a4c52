import type { ApplicationStatus } from '../../../contracts/leader/leader-office';
import type { ReadCall } from '../../kit/host/call';
import { viewApplication } from './application';

const PAGE = 20;

/** Waiting ones oldest first: nobody waits behind those who came later. */
export async function listApplications(
  { store, now }: ReadCall<'operator'>,
  { status, cursor }: { status: ApplicationStatus; cursor: string | null },
) {
  const { items, nextCursor } = await store.leaderApplications.find({
    where: { status },
    orderBy: 'appliedAt',
    direction: status === 'waiting' ? 'asc' : 'desc',
    limit: PAGE,
    cursor,
  });
  const stores = await store.stores.getMany([...new Set(items.map(({ storeId }) => storeId))]);
  const nameOf = new Map(stores.map(({ _id, name }) => [_id, name]));
  return {
    applications: items.map((application) =>
      viewApplication(application, nameOf.get(application.storeId) ?? ''),
    ),
    nextCursor,
    now,
  };
}
