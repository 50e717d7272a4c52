import { isGiftChannel } from '../../../contracts/primitives/tier/gift-channel';
import { oneOf } from '../../kit/store/query/condition';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';

const PAGE = 20;

type Pack = DocumentOf<'couponPacks'>;

/** One of a channel, but for those that a rule names. */
const MOST_GIVEN = 100;

/** Every pack, by id, and those that are given without a rule’s naming them. */
export async function listPacks({ store }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const [{ items, nextCursor }, published] = await Promise.all([
    store.couponPacks.find({
      where: { status: oneOf<Pack['status']>(['draft', 'published', 'ended']) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
    store.couponPacks.find({ where: { status: 'published' }, orderBy: '_id', limit: MOST_GIVEN }),
  ]);
  const given = published.items
    .filter(({ channel }) => !isGiftChannel(channel))
    .map(({ _id: packId, name, channel }) => ({ packId, name, channel }));
  return { packs: items.map(viewPackDocument), given, nextCursor };
}

export const viewPackDocument = ({ _id, version, name, channel, items, status }: Pack) => ({
  packId: _id,
  version,
  name,
  channel,
  items,
  status,
});
