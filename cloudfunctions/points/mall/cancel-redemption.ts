import { refuse } from '../../../contracts/errors';
import type { RedemptionId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { readAccount } from '../book/load-book';
import { usesWithout } from './mall';
import { giveBackStock } from './give-back-stock';
import { OpenBooks } from '../book/open-books';
import { viewRedemption } from '../wallet/view';

type Redemption = DocumentOf<'redemptions'>;

/**
 * The member gives up what was not picked up: the points return to their lots, the stock to its part, once. Cancelling
 * what is cancelled changes nothing.
 * @throws TuankaError redemption_not_found, redemption_done
 */
export async function cancelRedemption(
  { store, member, now }: WriteCall<'member'>,
  { redemptionId }: { redemptionId: RedemptionId },
) {
  const redemption = await store.transact(async (transaction) => {
    const current = await transaction.redemptions.require(redemptionId, 'redemption_not_found');
    if (current.memberId !== member._id) throw refuse('redemption_not_found', redemptionId);
    if (current.status === 'done') throw refuse('redemption_done', redemptionId);
    if (current.status === 'cancelled') return current;
    await giveBack(transaction, current, now);
    await transaction.redemptions.update(redemptionId, { status: 'cancelled', cancelledAt: now });
    return { ...current, status: 'cancelled' as const, cancelledAt: now };
  });
  const account = await readAccount(store, member._id);
  if (!account) throw refuse('internal', 'a redemption without an account');
  return { redemption: viewRedemption(redemption), balance: account.balance };
}

async function giveBack(transaction: TransactionStore, redemption: Redemption, now: Redemption['createdAt']) {
  const { _id, memberId, rewardId, quantity, points, createdAt } = redemption;
  const spent = await transaction.pointsEntries.require(redemption.entryId, 'internal');
  const books = new OpenBooks(transaction, now);
  await books.giveBack(spent, 0, points, {
    key: `cancel-${_id}`,
    source: { kind: 'redemption', id: _id },
    reason: `取消兑换「${redemption.name}」，积分退回`,
  });
  const own = await books.of(memberId);
  if (own) {
    const uses = usesWithout(own.account.uses, rewardId, quantity, createdAt);
    books.put({ ...own, account: { ...own.account, uses } });
  }
  await books.save();
  await giveBackStock(transaction, redemption);
}
