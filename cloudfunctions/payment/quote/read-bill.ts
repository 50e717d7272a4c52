import type { OrderId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { viewLines } from '../refund/line-refund';
import { readLinesBack } from '../refund/read-lines-back';
import { viewReview } from '../counter/review';
import { viewStoreOrder } from './order';

/** The page a scanned bill opens; it must exist in the published mini-program (platform-facts, section 3). */
const CHECKOUT_PAGE = 'shopper/pages/checkout/index';
const MOST_REFUNDS = 50;
const MOST_REVIEWS = 10;

export async function readRefunds(
  store: Pick<ReadStore, 'refunds'>,
  orderId: OrderId,
): Promise<DocumentOf<'refunds'>[]> {
  const { items } = await store.refunds.find({
    where: { orderId },
    orderBy: 'createdAt',
    limit: MOST_REFUNDS,
  });
  return items;
}

async function readReviews(
  store: Pick<ReadStore, 'counterReviews'>,
  orderId: OrderId,
): Promise<DocumentOf<'counterReviews'>[]> {
  const { items } = await store.counterReviews.find({
    where: { orderId },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: MOST_REVIEWS,
  });
  return items;
}

/** One order as the clerk sees it. @throws TuankaError order_not_found */
export async function readBill(
  { store, now, staff, atStore }: ReadCall<'clerk'>,
  { orderId }: { orderId: OrderId },
) {
  const [order, refunds, reviews] = await Promise.all([
    store.orders.require(orderId, 'order_not_found'),
    readRefunds(store, orderId),
    readReviews(store, orderId),
  ]);
  atStore(order.storeId);
  const lines = viewLines(order, await readLinesBack(store, order));
  return {
    order: viewStoreOrder(order, refunds, now),
    lines,
    reviews: reviews.map((review) => viewReview(review, staff._id, now)),
    now,
  };
}

/** The bill as a mini-program code: `o=<order id>` is exactly WeChat's 32 characters. @throws TuankaError order_not_found */
export async function readBillCode(
  { store, wechat, atStore }: ReadCall<'clerk'>,
  { orderId }: { orderId: OrderId },
) {
  const order = await store.orders.require(orderId, 'order_not_found');
  atStore(order.storeId);
  const scene = `o=${order._id}`;
  const png = await wechat.drawMiniProgramCode({ scene, page: CHECKOUT_PAGE });
  return { page: CHECKOUT_PAGE, scene, pngBase64: png.toString('base64') };
}
