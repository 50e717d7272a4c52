import type { StoreId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import { viewReview } from './review';

const PAGE = 20;

/** 待复核 of a store, or of all: what runs out first comes first. */
export async function listReviews(
  { store, staff, now }: ReadCall<'clerk'>,
  { storeId, cursor }: { storeId: StoreId | null; cursor: string | null },
) {
  const { items, nextCursor } = await store.counterReviews.find({
    where: { ...(storeId !== null && { storeId }), status: 'waiting', expiresAt: moreThan(now) },
    orderBy: 'expiresAt',
    limit: PAGE,
    cursor,
  });
  return { reviews: items.map((review) => viewReview(review, staff._id, now)), nextCursor, now };
}
