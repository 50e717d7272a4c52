import { instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';

const PAGE = 20;

export async function listQuarantine(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.quarantine.find({
    where: { lastAt: moreThan(instant(0)) },
    orderBy: 'lastAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const documents = items.map(({ documentId, ...aside }) => ({ ...aside, id: documentId }));
  return { documents, nextCursor, now };
}
