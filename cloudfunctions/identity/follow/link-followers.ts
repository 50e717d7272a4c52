import type { MemberId, UnionId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { followerKey } from '../../kit/store/query/document-ids';
import { identityEntry } from '../../kit/person/identity-entry';
import { earnForEvent } from '../../points/book/earn-for-event';

/**
 * Links the follower of the official account who has this unionid, if there is one. One database call when there is
 * nothing to link. Returns how many were linked.
 */
export async function linkFollowers(
  { store, now }: Pick<WriteCall, 'store' | 'now'>,
  memberId: MemberId,
  unionId: UnionId | null,
): Promise<number> {
  if (unionId === null) return 0;
  const { items } = await store.followers.find({ where: { unionId }, orderBy: '_id', limit: 10 });
  const loose = items.filter((follower) => follower.memberId !== memberId);
  for (const { _id } of loose) {
    await store.transact(async (transaction) => {
      const follower = await transaction.followers.get(_id);
      if (!follower || follower.memberId === memberId) return;
      const key = followerKey(_id);
      const known = await transaction.identities.get(key);
      if (!known) await transaction.identities.insert(identityEntry(key, memberId, now));
      else if (known.memberId !== memberId) await transaction.identities.update(key, { memberId });
      await transaction.followers.update(_id, { memberId, updatedAt: now });
      if (follower.subscribed)
        await earnForEvent(transaction, { memberId, event: 'follow', occasion: memberId, now });
    });
  }
  return loose.length;
}
