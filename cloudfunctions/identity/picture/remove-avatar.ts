import type { WriteCall } from '../../kit/host/call';
import { profileFact } from '../../kit/facts/person-facts';
import { releasePictures } from './release-pictures';

/** The member's own wish: both go, the one others see and the one that waits. */
export async function removeAvatar({ store, member, now, requestId }: WriteCall<'member'>) {
  await store.transact(async (transaction) => {
    const { profile } = await transaction.members.require(member._id, 'not_a_member');
    if (profile.avatar === null && profile.newAvatar === null) return;
    await releasePictures(transaction, [profile.avatar, profile.newAvatar], now);
    await transaction.members.update(member._id, { profile: { ...profile, avatar: null, newAvatar: null } });
    transaction.tell(
      profileFact(member._id, { what: 'avatar', isSet: false, cause: `${requestId}-avatar` }, now),
    );
  });
  return {};
}
