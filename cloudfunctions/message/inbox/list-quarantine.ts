import type { ReadCall } from '../../kit/host/call';
import { latestFirst } from '../../kit/store/query/latest-first';

export async function listQuarantine(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.quarantine.find(latestFirst('lastAt', cursor));
  const documents = items.map(({ documentId, ...aside }) => ({ ...aside, id: documentId }));
  return { documents, nextCursor, now };
}
