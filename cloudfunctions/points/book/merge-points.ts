import type { PointsAccount } from '../../../contracts/points/points-ledger';
import type { MergeId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import type { Store, TransactionStore } from '../../kit/store/store';
import { doubledGifts, giftsOfBoth, postTakenGift } from '../rules/earning/doubled-gifts';
import { postAddition, matureDue } from '../rules/due-changes';
import { emptyAccount, entryId, post, type Book } from '../rules/ledger';
import { countedTogether } from '../rules/reward-uses';
import { giveBackStock } from '../mall/give-back-stock';
import { loadOwnBook, saveBook } from './load-book';
import { giveBackPoints } from './give-back-points';

/**
 * Points of two members who become one: every lot goes over with its expiry, by an entry in each ledger, so that each
 * account stays the sum of its entries; a debt goes over too. Entries stay where they were written.
 */
export const ownedPoints = [
  owned('pointsAccounts', {
    noun: '积分',
    field: '_id',
    onMerge: { carry: carryPoints, giveBack: giveBackPoints },
    onClose: 'remove',
    // A lot’s own id names what it was earned with.
    exported: ({ balance, pending, debt, lots }) => ({
      balance,
      pending,
      debt,
      lots: lots.map(({ state, points: left, activatesAt, expiresAt }) => ({
        state,
        points: left,
        activatesAt,
        expiresAt,
      })),
    }),
  }),
  owned('pointsEntries', {
    noun: '积分流水',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ kind, points: amount, reason, at, balanceAfter }) => ({
      kind,
      points: amount,
      reason,
      at,
      balanceAfter,
    }),
  }),
  owned('orderPoints', {
    noun: '订单积分',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'keep',
    // Without the order: after an undone merge it may be the other’s.
    exported: ({ refundedFen, complete }) => ({ refundedFen, complete }),
  }),
  owned('pointsParts', {
    noun: '分开的积分流水',
    field: 'memberId',
    // Names whom an undo gave it to: their account leads on.
    onMerge: 'stay',
    onClose: 'keep',
    exported: null,
  }),
  owned('redemptions', {
    noun: '兑换单',
    field: 'memberId',
    onMerge: 'move',
    // Nobody is left to pick it up: it ends, its points go to nobody, and others may have the goods.
    onClose: (redemption, now) =>
      redemption.status === 'waiting' ? { ...redemption, status: 'cancelled', cancelledAt: now } : redemption,
    afterClose: giveBackStock,
    exported: ({ _id, name, quantity, points: spent, status, createdAt, cancelledAt }) => ({
      _id,
      name,
      quantity,
      points: spent,
      status,
      createdAt,
      cancelledAt,
    }),
  }),
];

const causeOf = (mergeId: MergeId, key: string, reason: string) => ({
  key,
  source: { kind: 'merge' as const, id: mergeId },
  reason,
});

async function carryPoints(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  await store.transact(async (transaction) => {
    const absorbed = await transaction.pointsAccounts.get(merge.absorbedId);
    if (absorbed && absorbed.mergedInto !== null) return;
    // Without an account there is nothing to carry, but what still arrives under the old id has to find its way.
    if (!absorbed) {
      const account = { ...emptyAccount(merge.absorbedId, now), mergedInto: merge.keptId };
      return saveBook(transaction, { account, entries: [], now, isNew: true });
    }
    const to = await loadOwnBook(transaction, merge.keptId, now);
    const matured = matureDue({ account: absorbed, entries: [], now });
    const from = await takeDoubledGifts(transaction, matured, to, merge);
    const { lots, debt } = from.account;
    const isEmpty = lots.length === 0 && debt === 0;
    const out = isEmpty
      ? from
      : post(from, {
          ...causeOf(merge._id, merge._id, '会员合并，积分转出'),
          kind: 'merge_out',
          moves: lots.map((lot) => ({ ...lot, points: -lot.points })),
          debt: 0 - debt,
        });
    const added = withUses(to, from.account);
    const into = isEmpty
      ? added
      : postAddition(added, {
          ...causeOf(merge._id, merge._id, '会员合并，积分转入'),
          kind: 'merge_in',
          moves: lots.map((lot) => ({ ...lot })),
          debt,
        });
    await saveBook(transaction, { ...out, account: { ...out.account, mergedInto: merge.keptId } });
    await saveBook(transaction, into);
  });
}

/** What a person is given once and both had: the absorbed member's goes, before anything goes over. */
async function takeDoubledGifts(
  transaction: TransactionStore,
  from: Book,
  to: Book,
  { _id }: CarriedMerge,
): Promise<Book> {
  let book = from;
  for (const doubled of doubledGifts(to.account.gifts, from.account.gifts)) {
    const given = await transaction.pointsEntries.get(entryId('earn', doubled.key));
    if (!given) continue;
    book = postTakenGift(book, doubled, given, causeOf(_id, `${_id}-${doubled.gift}`, ''));
  }
  return book;
}

/** Caps and limits count for the person. */
function withUses(book: Book, absorbed: PointsAccount): Book {
  const { standing, gifts } = book.account;
  const { tier, tierId } = standing.tier === null ? absorbed.standing : standing;
  const birthday = standing.birthday ?? absorbed.standing.birthday;
  const account = {
    ...book.account,
    ...countedTogether(book.account, absorbed),
    gifts: giftsOfBoth(gifts, absorbed.gifts),
    standing: { tier, tierId, birthday },
    parted: book.account.parted || absorbed.parted,
  };
  return { ...book, account };
}
