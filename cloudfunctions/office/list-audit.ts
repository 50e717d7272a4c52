import { isOrderId, type OrderId } from '../../contracts/primitives/ids';
import { instant } from '../../contracts/primitives/time';
import type { ReadCall } from '../kit/host/call';
import { moreThan } from '../kit/store/query/condition';
import type { DocumentOf } from '../kit/store/schema';

const PAGE = 30;

/** 操作日志, newest first. What an entry is about is shown where it is a bill; everything else would be somebody's id. */
export async function listAudit({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.auditEntries.find({
    where: { at: moreThan(instant(0)) },
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const storeIds = [...new Set(items.flatMap(({ storeId }) => (storeId === null ? [] : [storeId])))];
  const stores = new Map((await store.stores.getMany(storeIds)).map(({ _id, name }) => [_id, name]));
  const entries = items.map((entry) => ({
    at: entry.at,
    name: entry.staffName,
    role: entry.role,
    storeName: entry.storeId === null ? null : (stores.get(entry.storeId) ?? null),
    action: entry.action,
    orderId: orderOf(entry),
    amountFen: entry.amountFen,
    points: entry.points,
    reason: entry.reason,
    before: entry.before,
    after: entry.after,
  }));
  return { entries, nextCursor, now };
}

function orderOf({ subjectId, detail }: DocumentOf<'auditEntries'>): OrderId | null {
  if (isOrderId(subjectId)) return subjectId;
  const { orderId } = detail;
  return isOrderId(orderId) ? orderId : null;
}
