import type { CarriedMerge } from '../../kit/ownership/owned';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';

type Order = DocumentOf<'orders'>;
type Page = { items: Order[]; nextCursor: string | null };

const PAGE = 200;
/** Orders per transaction. */
const STEP = 10;

/**
 * Orders that were paid while two members were one were written down for the kept one. Now that they are two, those paid
 * under an openid of the absorbed member are theirs again: a refund gives and takes from them.
 */
export async function movePayersBack(store: Store, merge: CarriedMerge): Promise<void> {
  const keys = merge.identities.filter((key) => key.startsWith('openid:'));
  if (keys.length === 0) return;
  let cursor: string | null = null;
  do {
    const page: Page = await store.orders.find({
      where: { payerKey: oneOf<string | null>(keys) },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: PAGE,
      cursor,
    });
    const wrong = page.items.filter(({ payer }) => payer?.memberId === merge.keptId).map(({ _id }) => _id);
    for (let from = 0; from < wrong.length; from += STEP)
      await returnOrders(store, wrong.slice(from, from + STEP), merge);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const returnOrders = (store: Store, ids: readonly Order['_id'][], merge: CarriedMerge): Promise<void> =>
  store.transact(async (transaction) => {
    const current = await transaction.merges.get(merge._id);
    if (current?.status !== 'undoing' && current?.status !== 'undone') return;
    for (const id of ids) {
      const order = await transaction.orders.get(id);
      if (order?.payer?.memberId === merge.keptId)
        await transaction.orders.update(id, { payer: { ...order.payer, memberId: merge.absorbedId } });
    }
  });
