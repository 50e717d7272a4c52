import type { WriteCall } from '../../kit/host/call';
import { keepPicture } from '../../identity/picture/keep-picture';
import { releasePictures } from '../../identity/picture/release-pictures';

/** The one that waited before goes; the one that others see stays until this one passed. @throws TuankaError picture_unfit, content_unchecked */
export async function saveAvatar(call: WriteCall<'member'>, { picture }: { picture: string }) {
  const { member, now } = call;
  const state = await keepPicture(call, {
    picture,
    senderId: member._id,
    owner: { memberId: member._id, place: null },
    folder: 'avatars',
    async attach(transaction, newAvatar) {
      const { profile } = await transaction.members.require(member._id, 'not_a_member');
      if (profile.newAvatar?.pictureId !== newAvatar.pictureId)
        await releasePictures(transaction, [profile.newAvatar], now);
      await transaction.members.update(member._id, { profile: { ...profile, newAvatar } });
    },
  });
  return { state };
}
