import type { RefusedGift } from '../../../contracts/growth/growth';
import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Gifts nothing came of, for who may give them by hand; of an account that is gone there is nothing to give. */
export async function listRefusedGifts(call: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { store, now } = call;
  const { items, nextCursor } = await store.tierGifts.find(
    latestFirst('givenAt', cursor, { state: 'refused' as const }),
  );
  // Of several ids that are one person the gift is the person's.
  const own = items.filter(({ memberId, givenTo }) => memberId === givenTo);
  const [members, packs] = await Promise.all([
    store.members.getMany([...new Set(own.map(({ memberId }) => memberId))]),
    store.couponPacks.getMany([...new Set(own.map(({ packId }) => packId))]),
  ]);
  const handleFor = handlesFor(call);
  const gifts = own.flatMap(({ _id, memberId, kind, tier, packId, givenAt, againAt }): RefusedGift[] => {
    const member = members.find((one) => one._id === memberId);
    if (!member || member.mergedInto !== null) return [];
    return [
      {
        id: handleFor(_id),
        memberId,
        name: member.nickname ?? `卡号 ${member.card.number.slice(-4)}`,
        kind,
        tier,
        pack: packs.find((pack) => pack._id === packId)?.name ?? '',
        at: givenAt,
        againAt: againAt ?? null,
      },
    ];
  });
  return { gifts, nextCursor, now };
}
