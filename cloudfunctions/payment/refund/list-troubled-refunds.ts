import { instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import { troubleText } from './trouble-text';

const PAGE = 20;

/** 待处理退款: what does not come to its end by itself, the longest waiting first. */
export async function listTroubledRefunds(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.refunds.find({
    where: { attentionAt: moreThan(instant(0)) },
    orderBy: 'attentionAt',
    limit: PAGE,
    cursor,
  });
  const orders = await store.orders.getMany([...new Set(items.map(({ orderId }) => orderId))]);
  const storeNames = new Map(orders.map(({ _id, storeName }) => [_id, storeName]));
  const refunds = items.map((refund) => ({
    refundId: refund._id,
    orderId: refund.orderId,
    storeName: storeNames.get(refund.orderId) ?? '',
    kind: refund.kind,
    amountFen: refund.amountFen,
    reason: refund.reason,
    trouble: troubleText(refund),
    canRetry: refund.status !== 'succeeded',
    since: refund.attentionAt ?? refund.createdAt,
  }));
  return { refunds, nextCursor, now };
}
