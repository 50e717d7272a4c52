import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import { newFact } from '../../kit/facts/new-fact';
import type { WriteCall } from '../../kit/host/call';
import { holdImported } from '../../kit/person/hold-imported';
import { Conflict } from '../../kit/store/store-error';
import { readPaidOrder } from './read-score';

/**
 * Once, and final: whoever asks again, with whatever score, reads the one that stands. Of an order that came back, in part or whole, too:
 * there is most to say of these.
 * @throws TuankaError order_not_found, order_not_paid
 */
export async function recordScore(
  { store, caller, member, now }: WriteCall<'member'>,
  { orderId, score }: { orderId: OrderId; score: number },
) {
  const { isPaid, storeId } = await readPaidOrder(store, caller, orderId);
  if (!isPaid) throw refuse('order_not_paid');
  return store.transact(async (transaction) => {
    const known = await transaction.orderScores.get(orderId);
    if (known) return { score: known.score };
    if (!(await holdImported(transaction, member._id, now))) throw new Conflict('closed meanwhile');
    await transaction.orderScores.insert({ _id: orderId, memberId: member._id, storeId, score, at: now });
    transaction.tell(
      newFact({
        kind: 'survey_answered',
        cause: orderId,
        memberId: member._id,
        at: now,
        now,
        storeId,
        refs: { orderId, score },
      }),
    );
    return { score };
  });
}
