import type { MemberApi } from '../../../contracts/member/member';
import { storeId } from '../../../contracts/values';
import type { ReadCall } from '../../kit/host/call';
import { cloudFiles } from '../../kit/store/cloud-files';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';

const PAGE = 200;

/** Of the shop, what WeChat let pass; without pictures it is one query. */
export async function listShopPictures({
  store,
}: ReadCall): Promise<ReturnType<MemberApi['listShopPictures']>> {
  const all = await allPages((cursor) =>
    // A query of all of them still needs a condition.
    store.shopPictures.find({ where: { _id: moreThan('') }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const shown = all.flatMap(({ _id, shown: picture }) =>
    picture ? [{ place: _id, fileId: picture.fileId }] : [],
  );
  const urls =
    shown.length === 0
      ? new Map<string, string>()
      : await cloudFiles.urlsOf(shown.map(({ fileId }) => fileId));
  const urlOf = (place: string) => urls.get(shown.find((one) => one.place === place)?.fileId ?? '') ?? null;
  return {
    logoUrl: urlOf('brand'),
    stores: shown.flatMap(({ place }) => {
      const id = storeId.safeParse(place);
      const url = urlOf(place);
      return id.success && url !== null ? [{ storeId: id.data, url }] : [];
    }),
  };
}
