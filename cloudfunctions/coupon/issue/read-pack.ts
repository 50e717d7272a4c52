import type { CouponPackId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { viewPackDocument } from '../admin/list-packs';

/** One pack as it was saved. @throws TuankaError coupon_pack_not_found */
export const readPack = async ({ store }: ReadCall<'operator'>, { packId }: { packId: CouponPackId }) => ({
  pack: viewPackDocument(await store.couponPacks.require(packId, 'coupon_pack_not_found')),
});
