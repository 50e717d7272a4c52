import type { ReadCall } from '../../kit/host/call';
import { loadSetPage } from '../bitmaps/load-set-page';
import { loadSegmentPeople } from './load-segment-people';

const PAGE = 30;

/**
 * Who was settled, a page of those who are members still.
 * @throws TuankaError audience_not_found
 */
export async function listAudienceMembers(
  { store }: ReadCall<'operator'>,
  { audienceId, cursor }: { audienceId: string; cursor: string | null },
) {
  const { members: total, asOf } = await store.frozenAudiences.require(audienceId, 'audience_not_found');
  const { memberIds, nextCursor } = await loadSetPage(store, audienceId, cursor, PAGE);
  const members = await loadSegmentPeople(
    store,
    memberIds.map((memberId) => ({ memberId, crossedAt: null })),
  );
  return { members, nextCursor, total, asOf };
}
