import type { Instant } from '../../../contracts/primitives/time';
import type { MemberPicture } from '../../kit/identity/member-profile';
import type { TransactionStore } from '../../kit/store/store';

/** Nobody sees these any more; their files go with the next sweep. */
export async function releasePictures(
  transaction: TransactionStore,
  pictures: readonly (MemberPicture | null)[],
  now: Instant,
): Promise<void> {
  for (const picture of pictures)
    if (picture && (await transaction.pictures.get(picture.pictureId)))
      await transaction.pictures.update(picture.pictureId, { state: 'leaving', endsAt: now });
}
