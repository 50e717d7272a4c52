import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { profileFact } from '../../kit/facts/person-facts';
import { missingParts } from '../../kit/identity/member-profile';
import type { Store, TransactionStore } from '../../kit/store/store';
import { avatarRefusedNotice } from '../../message/kinds/avatar-refused';
import { earnForEvent } from '../../points/book/earn-for-event';
import { decideShopPicture } from './decide-shop-picture';
import { releasePictures } from './release-pictures';

interface Decision {
  pictureId: string;
  passes: boolean;
  now: Instant;
}

/**
 * What becomes of a picture that waited: others see it, or nobody does and its member is told. Told again, it changes
 * nothing. A verdict on a picture that was replaced or taken off meanwhile decides nothing any more.
 */
export const decidePicture = (store: Store, { pictureId, passes, now }: Decision): Promise<boolean> =>
  store.transact(async (transaction) => {
    const picture = await transaction.pictures.get(pictureId);
    if (picture?.state !== 'waiting') return false;
    if (picture.place !== null) {
      await decideShopPicture(transaction, { pictureId, place: picture.place, passes, now });
      return true;
    }
    const member = await readOwner(transaction, picture.memberId);
    const waits = member?.profile.newAvatar?.pictureId === pictureId;
    if (!passes || !member || !waits) {
      await transaction.pictures.update(pictureId, { state: 'leaving', endsAt: now });
      if (!member || !waits) return true;
      await transaction.members.update(member._id, { profile: { ...member.profile, newAvatar: null } });
      transaction.remind(avatarRefusedNotice(member._id, pictureId, now));
      return true;
    }
    const profile = { ...member.profile, avatar: member.profile.newAvatar, newAvatar: null };
    await releasePictures(transaction, [member.profile.avatar], now);
    await transaction.pictures.update(pictureId, { state: 'shown', endsAt: null });
    await transaction.members.update(member._id, { profile });
    transaction.tell(profileFact(member._id, { what: 'avatar', isSet: true, cause: pictureId }, now));
    if (missingParts({ ...member, profile }).length === 0)
      await earnForEvent(transaction, {
        memberId: member._id,
        event: 'profile',
        occasion: member._id,
        now,
      });
    return true;
  });

/** Whoever has everything of that member now. */
export async function readOwner(transaction: TransactionStore, memberId: MemberId | null) {
  if (memberId === null) return null;
  const member = await transaction.members.get(memberId);
  return member?.mergedInto ? transaction.members.get(member.mergedInto) : member;
}
