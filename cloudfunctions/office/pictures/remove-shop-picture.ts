import type { PicturePlace } from '../../../contracts/office/shop-pictures';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { releasePictures } from '../../identity/picture/release-pictures';
import { newestOf, readPicturesOf, refuseWhenChanged } from '../../merchant/pictures/read-pictures-of';

interface Wanted {
  place: PicturePlace;
  basedOn: string | null;
}

/** Both go, the one shoppers see and the one that waits. @throws TuankaError store_not_found, store_changed, settings_changed */
export async function removeShopPicture(call: WriteCall<'operator'>, { place, basedOn }: Wanted) {
  await call.store.transact(async (transaction) => {
    const known = await readPicturesOf(transaction, place);
    if (newestOf(known) === null) return;
    refuseWhenChanged(known, basedOn);
    await releasePictures(transaction, [known.shown, known.waiting], call.now);
    await transaction.shopPictures.replace({ ...known, shown: null, waiting: null, refusedAt: null });
    await recordAudit(transaction, call, {
      action: 'office.removeShopPicture',
      subjectId: place,
      storeId: place === 'brand' ? null : place,
      before: { picture: true },
      after: { picture: false },
    });
  });
  return {};
}
