import { isRequestId, type MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { TimerCall } from '../../kit/host/serve-timer';
import { listIdentities } from '../../kit/person/list-identities';
import { readSameness } from '../../kit/person/read-sameness';
import { unionIdKey } from '../../kit/store/query/document-ids';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { holdOrderPoints, releaseHeldPoints } from '../../points/orders/hold-order-points';
import { counterKeysOf, recorderOf } from '../pay/verify-payer';
import { billFact } from '../pay/payment-facts';
import { payableOf } from '../quote/order';

type Call = Pick<TimerCall, 'store' | 'now'>;
type Order = DocumentOf<'orders'>;

const PAGE = 200;
const STAFF_PAGE = 500;

/**
 * More is known of who a member is: cash bills they got, or that those who share a number with them got, are compared with the
 * staff who handled these. Once a bill it is told in the log, from where the daily list has it, and all it gave is held together: what is
 * not used yet of its points, its growth, the award of its leader and the invite's (claim/move-first-order.ts), until they are
 * known to be two after all.
 * @returns whether every bill could be judged; one whose effects are still to come cannot yet
 */
export async function judgeCashAgain(
  call: Call,
  member: { _id: MemberId },
  others: readonly { _id: MemberId }[],
): Promise<boolean> {
  const { store } = call;
  const known: string[] = [];
  for (const { _id } of [member, ...others])
    known.push(...(await listIdentities(store, _id)).map(({ _id: key }) => key));
  if (known.length === 0) return true;
  const staff = await allPages((cursor) =>
    store.staff.find({ where: { _id: moreThan('openid:') }, orderBy: '_id', limit: STAFF_PAGE, cursor }),
  );
  const own = staff.filter(({ unionKey }) => unionKey !== null && known.includes(unionKey));
  const handlers = [...known, ...own.map(({ _id }) => _id)];
  const orders = await allPages((cursor) =>
    store.orders.find({
      where: { payerKey: oneOf<string | null>(known), status: 'paid' },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: PAGE,
      cursor,
    }),
  );
  let all = true;
  for (const order of orders) if (mayBeOwn(order, handlers)) all = (await judgeBill(call, order)) && all;
  return all;
}

/** Of a bill from before handlers were kept only the transaction can tell. */
const mayBeOwn = ({ method, counterKeys, ownBillAt }: Order, known: readonly string[]): boolean =>
  (method === 'cash' || method === 'other') &&
  (ownBillAt !== null || counterKeys.length === 0 || counterKeys.some((key) => known.includes(key)));

async function judgeBill({ store, now }: Call, { _id }: Order): Promise<boolean> {
  return store.transact(async (transaction) => {
    const order = await transaction.orders.require(_id, 'order_not_found');
    if (order.payer === null) return true;
    if (!order.applied) return false;
    const sameness = await readSameness(transaction, payerOf(order.payer), {
      memberIds: [],
      keys: await counterKeysOf(transaction, order),
    });
    if (sameness !== 'different') {
      const points = await holdOrderPoints(transaction, { orderId: _id, now });
      await transaction.orders.update(_id, { ownBillAt: order.ownBillAt ?? now });
      await turn(transaction, order, { isHeld: true, now });
      await tellOnce(transaction, order, {
        action: 'payment.ownBillFound',
        detail: { sameness },
        points,
        now,
      });
    } else if (order.ownBillAt !== null) {
      const [totalFen, backFen] = [payableOf(order), order.refundedFen];
      const points = await releaseHeldPoints(transaction, { orderId: _id, totalFen, backFen, now });
      const isReleased = await turn(transaction, order, { isHeld: false, now });
      if (points > 0 || (isReleased && totalFen > backFen))
        await tellOnce(transaction, order, { action: 'payment.ownBillReleased', points, now });
    }
    return true;
  });
}

/** The order counts, or does not, for what follows it. @returns whether that is news */
async function turn(
  transaction: TransactionStore,
  order: Order,
  { isHeld, now }: { isHeld: boolean; now: Instant },
): Promise<boolean> {
  if (order.ownBillHeld === isHeld) return false;
  await transaction.orders.update(order._id, { ownBillHeld: isHeld, movesFirst: true, checkAt: now });
  const memberId = order.payer?.memberId ?? null;
  // Nothing was told of what somebody frozen paid.
  if (memberId !== null && !order.paidFrozen)
    transaction.tell(billFact(isHeld ? 'bill_held' : 'bill_released', order, { memberId, now }));
  return true;
}

const payerOf = ({ memberId, key, unionId }: NonNullable<Order['payer']>) => ({
  memberIds: memberId === null ? [] : [memberId],
  keys: [key, ...(unionId === null ? [] : [unionIdKey(unionId)])],
});

interface Told {
  action: 'payment.ownBillFound' | 'payment.ownBillReleased';
  detail?: Record<string, string>;
  points: number;
  now: Instant;
}

/** Under the bill’s own characters: once, whatever is known of them again and again. */
async function tellOnce(
  transaction: TransactionStore,
  order: Order,
  { action, detail, points, now }: Told,
): Promise<void> {
  const requestId = `req_${order._id.slice('ord_'.length)}`;
  if (!isRequestId(requestId)) throw new RangeError(order._id);
  if (await transaction.auditEntries.get(auditIdFor(requestId, { action, subjectId: order._id }))) return;
  await recordAudit(
    transaction,
    { staff: 'system', now, requestId },
    {
      action,
      subjectId: order._id,
      storeId: order.storeId,
      amountFen: payableOf(order),
      points,
      detail: {
        memberId: order.payer?.memberId ?? null,
        ...detail,
        recordedBy: await recorderOf(transaction, order),
      },
    },
  );
}
