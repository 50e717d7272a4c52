import { points, type Points } from '../../../contracts/primitives/points';
import type { ReadStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import { orderKey } from '../rules/earning/order-postings';
import { NOTHING_BACK, pointsDue, type OrderRefund } from './refund-order-points';

/** What a refund would do to points were it made now: the same rule as `refundOrderPoints`, and nothing is written. */
export async function previewRefundedPoints(
  store: Pick<ReadStore, 'orderPoints' | 'pointsEntries'>,
  refund: Omit<OrderRefund, 'refundId' | 'isFirst'>,
): Promise<{ givenBack: Points; takenBack: Points }> {
  const { orderId, spentBy } = refund;
  const [known, earned, spent] = await Promise.all([
    store.orderPoints.get(orderId),
    store.pointsEntries.get(entryId('earn', orderKey(orderId))),
    spentBy === null ? null : store.pointsEntries.get(entryId('spend', orderKey(spentBy))),
  ]);
  const before = known ?? NOTHING_BACK;
  const { taken, given } = pointsDue(
    before,
    { earned: earned?.moves[0]?.points ?? 0, spent: -(spent?.points ?? 0) },
    refund,
  );
  return { givenBack: points(given), takenBack: points(taken) };
}
