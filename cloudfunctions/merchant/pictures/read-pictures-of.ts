import { refuse } from '../../../contracts/errors';
import type { PicturePlace } from '../../../contracts/office/shop-pictures';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, TransactionStore } from '../../kit/store/store';

export type ShopPictures = DocumentOf<'shopPictures'>;

const none = (place: PicturePlace): ShopPictures => ({
  _id: place,
  shown: null,
  waiting: null,
  refusedAt: null,
});

/** @throws TuankaError store_not_found */
export async function readPicturesOf(
  store: Pick<ReadStore, 'shopPictures' | 'stores'> | Pick<TransactionStore, 'shopPictures' | 'stores'>,
  place: PicturePlace,
): Promise<ShopPictures> {
  if (place !== 'brand') await store.stores.require(place, 'store_not_found');
  return (await store.shopPictures.get(place)) ?? none(place);
}

/** The picture the form shows: the newest one. */
export const newestOf = ({ waiting, shown }: ShopPictures) => waiting ?? shown;

/** Whoever saved second looks first. @throws TuankaError settings_changed, store_changed */
export function refuseWhenChanged(known: ShopPictures, basedOn: string | null): void {
  if ((newestOf(known)?.pictureId ?? null) !== basedOn)
    throw refuse(known._id === 'brand' ? 'settings_changed' : 'store_changed');
}
