import { workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { atMost } from '../../kit/store/query/condition';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import { stockIsBack } from '../collect/mark-sold-out';
import { addMs, MINUTE_MS } from '../../../contracts/primitives/time';

type Shard = DocumentOf<'couponStock'>;
type Stock = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** Shards of a page: the work grows with what changed. */
const AT_ONCE = 50;
/** A shard that did not change for so long has come to rest. */
export const RESTS_MS = MINUTE_MS;

/**
 * Counts the coupons of every shard that changed and has come to rest. The transactions keep `issued + left = total`;
 * this is who would notice if they ever did not, and puts the number of coupons ever issued in its place: those that exist
 * and those that went with a closed account.
 */
export async function reconcileStock(call: Stock): Promise<{ counted: number; corrected: number }> {
  let corrected = 0;
  const counted = await workThrough(call, {
    collection: 'couponStock',
    trouble: 'stock_not_counted',
    readPage: (cursor) =>
      call.store.couponStock.find({
        where: { check: 'due', changedAt: atMost(addMs(call.now, -RESTS_MS)) },
        orderBy: 'changedAt',
        limit: AT_ONCE,
        cursor,
      }),
    async work(shard) {
      const coupons = shard.erased + (await call.store.coupons.count({ where: { stockId: shard._id } }));
      if (await correctShard(call, shard, coupons)) corrected += 1;
    },
  });
  return { counted, corrected };
}

/** True when it had to be corrected. A shard that changed since it was read is left for the next run. */
async function correctShard({ store }: Stock, shard: Shard, coupons: number): Promise<boolean> {
  const unchanged = { changedAt: shard.changedAt, issued: shard.issued, left: shard.left };
  const isRight = coupons === shard.issued && shard.issued + shard.left === shard.total;
  if (isRight) {
    await store.couponStock.updateIf(shard._id, unchanged, { check: 'done' });
    return false;
  }
  const left = Math.max(0, shard.total - coupons);
  const patch = { check: 'done' as const, issued: coupons, left };
  if (!(await store.couponStock.updateIf(shard._id, unchanged, patch))) return false;
  // Whoever found this shard empty may have marked the template, or be about to.
  if (left > 0) await reopen(store, shard.templateId);
  logLine('error', 'stock_corrected', {
    shard: shard._id,
    issued: shard.issued,
    left: shard.left,
    total: shard.total,
    coupons,
  });
  return true;
}

const reopen = (store: Stock['store'], templateId: Shard['templateId']): Promise<void> =>
  store.transact(async (transaction) => {
    const template = await transaction.couponTemplates.get(templateId);
    if (template) await transaction.couponTemplates.update(templateId, stockIsBack(template));
  });
