import { oneOf } from '../../kit/store/query/condition';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';

const PAGE = 20;

type Pack = DocumentOf<'couponPacks'>;

/** Every pack, by id. */
export async function listPacks({ store }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.couponPacks.find({
    where: { status: oneOf<Pack['status']>(['draft', 'published', 'ended']) },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  return { packs: items.map(viewPackDocument), nextCursor };
}

export const viewPackDocument = ({ _id, version, name, channel, items, status }: Pack) => ({
  packId: _id,
  version,
  name,
  channel,
  items,
  status,
});
