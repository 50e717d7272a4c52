import type { PicturePlace } from '../../../contracts/office/shop-pictures';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { pictureIdFor } from '../../kit/ids/derived-id';
import { keepPicture } from '../../identity/picture/keep-picture';
import { releasePictures } from '../../identity/picture/release-pictures';
import { newestOf, readPicturesOf, refuseWhenChanged } from '../../merchant/pictures/read-pictures-of';

interface Sent {
  place: PicturePlace;
  picture: string;
  basedOn: string | null;
}

/** @throws TuankaError picture_unfit, content_unchecked, store_not_found, store_changed, settings_changed */
export async function saveShopPicture(call: WriteCall<'operator'>, { place, picture, basedOn }: Sent) {
  const { staff, now, requestId, store } = call;
  const pictureId = pictureIdFor(staff._id, requestId);
  // Before anything is put anywhere; the transaction looks again.
  if ((await store.pictures.get(pictureId)) === null)
    refuseWhenChanged(await readPicturesOf(store, place), basedOn);
  const state = await keepPicture(call, {
    picture,
    senderId: staff._id,
    owner: { memberId: null, place },
    folder: 'shop',
    async attach(transaction, waiting) {
      const known = await readPicturesOf(transaction, place);
      if (known.waiting?.pictureId === waiting.pictureId) return;
      refuseWhenChanged(known, basedOn);
      await releasePictures(transaction, [known.waiting], now);
      await transaction.shopPictures.replace({ ...known, waiting, refusedAt: null });
      await recordAudit(transaction, call, {
        action: 'office.saveShopPicture',
        subjectId: place,
        storeId: place === 'brand' ? null : place,
        before: { picture: newestOf(known) !== null },
        after: { picture: true },
      });
    },
  });
  return { state };
}
