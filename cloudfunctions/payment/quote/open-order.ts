import { refuse } from '../../../contracts/errors';
import type { BillItem } from '../../../contracts/payment/payment';
import type { Fen } from '../../../contracts/primitives/fen';
import { fen } from '../../../contracts/primitives/fen';
import type { StoreId } from '../../../contracts/primitives/ids';
import { addMs, HOUR_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import { orderIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { billTotal, MOST_BILL_FEN, plainBill } from './bill';
import { shippingModeOf } from '../shipping/shipping-mode';
import { viewStoreOrder } from './order';
import { payerKeyOf } from '../orders/read-order';

/** How long an open bill may be scanned. */
const OPEN_FOR_MS = 2 * HOUR_MS;

/** A clerk opens a bill. @throws TuankaError store_not_found, store_closed, invalid_input */
export async function openBill(
  call: WriteCall<'clerk'>,
  { storeId, items }: { storeId: StoreId; items: BillItem[] },
) {
  const order = await open(call, 'clerk', storeId, items, async (transaction, bill) =>
    recordAudit(transaction, call, {
      action: 'payment.openBill',
      subjectId: bill._id,
      storeId,
      amountFen: bill.amountFen,
      after: { status: bill.status },
    }),
  );
  return { order: viewStoreOrder(order, [], call.now) };
}

/** A shopper starts 买单. @throws TuankaError store_not_found, store_closed */
export async function openOrder(
  call: WriteCall,
  { storeId, amountFen }: { storeId: StoreId; amountFen: Fen },
) {
  const { _id } = await open(call, 'shopper', storeId, plainBill(amountFen), async () => undefined);
  return { orderId: _id };
}

interface Opening extends Pick<WriteCall, 'caller' | 'requestId' | 'now'> {
  store: DocumentOf<'stores'>;
  openedBy: ReturnType<typeof payerKeyOf>;
  origin: 'clerk' | 'shopper';
  items: BillItem[];
}

/** An order nobody has taken yet. */
const newOrder = ({
  store,
  openedBy,
  origin,
  caller,
  items,
  requestId,
  now,
}: Opening): DocumentOf<'orders'> => ({
  _id: orderIdFor(openedBy, requestId),
  storeId: store._id,
  storeName: store.name,
  storeCity: store.city,
  openedBy,
  origin,
  reviewId: null,
  ownBillAt: null,
  ownBillHeld: false,
  paidFrozen: false,
  counterKeys: origin === 'clerk' ? keysOf(caller) : [],
  items,
  amountFen: billTotal(items),
  status: 'open',
  payer: null,
  payerKey: null,
  agreed: null,
  terms: null,
  atCounter: false,
  attempt: 0,
  paymentId: null,
  pointsTakenBy: null,
  method: null,
  createdAt: now,
  expiresAt: addMs(now, OPEN_FOR_MS),
  checkAt: null,
  paidAt: null,
  applied: false,
  refundedFen: fen(0),
  refundingFen: fen(0),
  surplusFen: fen(0),
  surplusBackFen: fen(0),
  undoneAt: null,
  lineRefunds: [],
  movesFirst: false,
  claimId: null,
  receipts: [],
  shippingMode: shippingModeOf(store, items),
  shipping: null,
  shipAt: null,
  shipTroubleAt: null,
  fulfilled: null,
});

/** The request names the order, so a repeat finds it. */
async function open(
  { store, caller, now, requestId }: WriteCall,
  origin: 'clerk' | 'shopper',
  storeId: StoreId,
  items: BillItem[],
  tell: (transaction: TransactionStore, order: DocumentOf<'orders'>) => Promise<void>,
): Promise<DocumentOf<'orders'>> {
  const shop = await store.stores.require(storeId, 'store_not_found');
  const amountFen = billTotal(items);
  if (amountFen === 0 || amountFen > MOST_BILL_FEN) throw refuse('invalid_input', 'items');
  const openedBy = payerKeyOf(caller);
  // A repeat of what was opened before it closed is answered.
  if (!shop.open && !(await store.orders.get(orderIdFor(openedBy, requestId)))) throw refuse('store_closed');
  const order = newOrder({ store: shop, openedBy, origin, caller, items, requestId, now });
  try {
    await store.transact(async (transaction) => {
      await transaction.orders.insert(order);
      await tell(transaction, order);
    });
    return order;
  } catch (error) {
    if (error instanceof Duplicate) return store.orders.require(order._id, 'order_not_found');
    throw error;
  }
}
