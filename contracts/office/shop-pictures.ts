import * as z from 'zod';
import { callLimit } from '../limit';
import { operation } from '../operation';
import { HOUR_MS } from '../primitives/time';
import { MOST_PICTURE_TEXT } from '../primitives/upload-size';
import { unshown } from '../text-marks';
import { instant, storeId } from '../values';
import { pictureState } from '../member/profile-values';

/** Whose picture it is: the merchant's own, or a store's. */
export const picturePlace = z.union([z.literal('brand'), storeId]);
export type PicturePlace = z.output<typeof picturePlace>;

/** The picture as the form was opened; null: there was none. Somebody else's since is not overwritten. */
const basedOn = unshown(z.string().max(100), 'a name of ours').nullable();

const shopPicture = z.object({
  /** Null: there is none, or it cannot be fetched now. */
  url: z.string().nullable(),
  /** `waiting`: WeChat looks at it, shoppers still see the one before. */
  state: pictureState.exclude(['leaving']).nullable(),
  /** The last one that WeChat did not let pass, until another is chosen. */
  refusedAt: instant.nullable(),
  basedOn: z.string().nullable(),
});
export type ShopPicture = z.output<typeof shopPicture>;

/** The merchant's logo and the stores' pictures, as shoppers see them. */
export const shopPictureOperations = {
  /** Refuses `store_not_found`. */
  readShopPicture: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ place: picturePlace }),
    output: shopPicture,
  }),
  /**
   * Takes a picture, puts it where we choose and asks WeChat about it: until its verdict shoppers see the one before. Refuses
   * `picture_unfit`, `content_unchecked`, `store_not_found`, and `store_changed` or `settings_changed` when somebody else changed it.
   */
  saveShopPicture: operation({
    actor: 'operator',
    limit: callLimit('save_shop_picture', 30, HOUR_MS),
    idempotency: { decidedBy: 'pictures/pic_<hash of staff and request>', byRequest: true },
    input: z.object({
      place: picturePlace,
      basedOn,
      picture: unshown(
        z
          .string()
          .max(MOST_PICTURE_TEXT)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'),
        'a picture: asked about as one, and hidden until its verdict',
      ),
    }),
    output: z.object({ state: pictureState }),
  }),
  /** Refuses `store_not_found`, and `store_changed` or `settings_changed` when somebody else changed it. */
  removeShopPicture: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'shopPictures/<place>: what is gone stays gone' },
    input: z.object({ place: picturePlace, basedOn }),
    output: z.object({}),
  }),
};
