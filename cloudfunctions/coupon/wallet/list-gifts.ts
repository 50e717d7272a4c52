import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

const PAGE = 200;

/** The coupons a newcomer got for joining or for the first payment. */
export async function listGifts(
  store: Pick<ReadStore, 'coupons'>,
  memberId: MemberId,
): Promise<DocumentOf<'coupons'>[]> {
  const coupons = await allPages((cursor) =>
    store.coupons.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor, unreadable: 'refuse' }),
  );
  return coupons.filter(({ _id }) => /-(join|first_payment)-\d+$/.test(_id));
}
