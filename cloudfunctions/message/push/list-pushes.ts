import type { ReadCall } from '../../kit/host/call';
import { viewPush } from './rules/push-view';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Newest first. */
export async function listPushes(
  { store, settings, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.pushes.find(latestFirst('createdAt', cursor));
  return { pushes: items.map((push) => viewPush(push, settings.messageRules, now)), nextCursor, now };
}
