import { refuse } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { allShardIds, totalShards } from '../rules/stock';

/** One transaction takes less than 30 operations, its look at the template included. */
const SLICE = 20;

/**
 * Writes the stock of a draft, some parts in a transaction, each of which sees that it is still this draft's. What is written is
 * where the next one goes on, also after a crash, so that no other cursor is needed. Parts left by an interrupted publication of
 * a larger total go.
 * @returns how many parts there are; `moved`: the template is no draft of this total any more
 * @throws TuankaError busy when there is no time for more
 */
export async function prepareStock(
  call: WriteCall<'operator'>,
  templateId: CouponTemplateId,
  total: number,
): Promise<number | 'moved'> {
  const { store, now } = call;
  const shards = totalShards(templateId, total, now);
  const written = await store.couponStock.getMany(allShardIds(templateId));
  const asWritten = new Map(written.map((shard) => [shard._id, shard.total]));
  const wanted = new Set(shards.map(({ _id }) => _id));
  const surplus = written.filter(({ _id }) => !wanted.has(_id)).map(({ _id }) => ({ surplus: _id }));
  const due = [...surplus, ...shards.filter((shard) => asWritten.get(shard._id) !== shard.total)];
  for (let from = 0; from < due.length; from += SLICE) {
    // At least one: a call that began late gets on, too.
    if (from > 0 && call.outOfTime()) throw refuse('busy', 'stock being written');
    const isOurs = await store.transact(async (transaction) => {
      const template = await transaction.couponTemplates.require(templateId, 'coupon_template_not_found');
      if (template.status !== 'draft' || template.limits.total !== total) return false;
      for (const step of due.slice(from, from + SLICE))
        await ('surplus' in step
          ? transaction.couponStock.remove(step.surplus)
          : transaction.couponStock.replace(step));
      return true;
    });
    if (!isOurs) return 'moved';
  }
  return shards.length;
}
