import { instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import { viewPush } from './rules/push-view';

const PAGE = 20;

/** Newest first. */
export async function listPushes(
  { store, settings, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.pushes.find({
    where: { createdAt: moreThan(instant(0)) },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { pushes: items.map((push) => viewPush(push, settings.messageRules, now)), nextCursor, now };
}
