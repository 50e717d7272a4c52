import { logLine } from '../kit/log/log-line';
import { atMost } from '../kit/store/condition';
import type { TimerCall } from '../kit/host/serve-timer';
import type { DocumentOf } from '../kit/store/schema';
import { addMs, MINUTE_MS } from '../../contracts/primitives/time';

type Shard = DocumentOf<'couponStock'>;
type Stock = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** Shards looked at per run: the work grows with what changed, and the rest waits for the next minute. */
const PER_RUN = 50;

/**
 * Counts the coupons of every shard that changed and has come to rest. The transactions keep `issued + left = total`;
 * this is who would notice if they ever did not, and puts the number of coupons that exist in its place.
 */
export async function reconcileStock(call: Stock): Promise<{ counted: number; corrected: number }> {
  const { items } = await call.store.couponStock.find({
    where: { check: 'due', changedAt: atMost(addMs(call.now, -MINUTE_MS)) },
    orderBy: 'changedAt',
    limit: PER_RUN,
  });
  let counted = 0;
  let corrected = 0;
  for (const shard of items) {
    if (call.outOfTime()) break;
    const coupons = await call.store.coupons.count({ where: { stockId: shard._id } });
    if (await settleShard(call, shard, coupons)) corrected += 1;
    counted += 1;
  }
  return { counted, corrected };
}

/** True when it had to be corrected. A shard that changed since it was read is looked at again when it rests. */
async function settleShard({ store }: Stock, shard: Shard, coupons: number): Promise<boolean> {
  const unchanged = { changedAt: shard.changedAt, issued: shard.issued, left: shard.left };
  const isRight = coupons === shard.issued && shard.issued + shard.left === shard.total;
  if (isRight) {
    await store.couponStock.updateIf(shard._id, unchanged, { check: 'done' });
    return false;
  }
  const left = Math.max(0, shard.total - coupons);
  const patch = { check: 'done' as const, issued: coupons, left };
  if (!(await store.couponStock.updateIf(shard._id, unchanged, patch))) return false;
  logLine('error', 'stock_corrected', {
    shard: shard._id,
    issued: shard.issued,
    left: shard.left,
    total: shard.total,
    coupons,
  });
  return true;
}
