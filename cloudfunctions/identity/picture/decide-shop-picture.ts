import type { PicturePlace } from '../../../contracts/office/shop-pictures';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { releasePictures } from './release-pictures';

interface Decision {
  pictureId: string;
  place: PicturePlace;
  passes: boolean;
  now: Instant;
}

/** Shoppers see the logo or the store's picture from now on, or the form says that it did not pass. */
export async function decideShopPicture(
  transaction: TransactionStore,
  { pictureId, place, passes, now }: Decision,
): Promise<void> {
  const known = await transaction.shopPictures.get(place);
  const picture = known?.waiting;
  if (!known || picture?.pictureId !== pictureId || !passes) {
    await transaction.pictures.update(pictureId, { state: 'leaving', endsAt: now });
    if (known && picture?.pictureId === pictureId)
      await transaction.shopPictures.update(place, { waiting: null, refusedAt: now });
    return;
  }
  await releasePictures(transaction, [known.shown], now);
  await transaction.pictures.update(pictureId, { state: 'shown', endsAt: null });
  await transaction.shopPictures.update(place, { shown: picture, waiting: null, refusedAt: null });
}
