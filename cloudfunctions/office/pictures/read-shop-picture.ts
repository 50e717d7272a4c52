import type { PicturePlace, ShopPicture } from '../../../contracts/office/shop-pictures';
import type { ReadCall } from '../../kit/host/call';
import { cloudFiles } from '../../kit/store/cloud-files';
import { newestOf, readPicturesOf } from '../../merchant/pictures/read-pictures-of';

/** What the form shows: the newest picture, also one that waits for its verdict. @throws TuankaError store_not_found */
export async function readShopPicture(
  { store }: ReadCall<'operator'>,
  { place }: { place: PicturePlace },
): Promise<ShopPicture> {
  const known = await readPicturesOf(store, place);
  const newest = newestOf(known);
  return {
    url: newest && (await cloudFiles.urlOf(newest.fileId)),
    state: newest && (newest === known.waiting ? 'waiting' : 'shown'),
    refusedAt: known.refusedAt,
    basedOn: newest?.pictureId ?? null,
  };
}
