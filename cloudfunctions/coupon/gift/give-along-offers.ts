import type { CarriedMerge } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import type { Store } from '../../kit/store/store';

const PAGE = 200;

/** A link made while the two were one gives a coupon that is the absorbed member's again: so is the link. */
export async function giveAlongOffers(store: Store, { keptId, absorbedId, at }: CarriedMerge): Promise<void> {
  const offers = await allPages((cursor) =>
    store.couponOffers.find({ where: { memberId: keptId }, orderBy: '_id', limit: PAGE, cursor }),
  );
  for (const { _id, couponId } of offers.filter((offer) => offer.at >= at)) {
    const coupon = await store.coupons.get(couponId);
    if (coupon?.memberId === absorbedId)
      await store.couponOffers.updateIf(_id, { memberId: keptId }, { memberId: absorbedId });
  }
}
