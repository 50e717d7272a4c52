import type { LotMove, PointsAccount, RewardUse } from '../../contracts/points-ledger';
import { points } from '../../contracts/primitives/points';
import type { MergeId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../identity/merge-owned';
import type { Store, TransactionStore } from '../kit/store/store';
import { doubledGifts, giftsOfBoth, giftsWithout, postReturnedGift, postTakenGift } from './doubled-gifts';
import { postCredit, settleDue } from './due-changes';
import { emptyAccount, entryId, post, type Book } from './ledger';
import { loadOwnBook, saveBook } from './load-book';

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
    exported: ({ balance, pending, debt, lots }) => ({ balance, pending, debt, lots }),
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
    exported: ({ _id, refundedFen, complete }) => ({ orderId: _id, refundedFen, complete }),
  }),
  owned('redemptions', {
    noun: '兑换单',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'keep',
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
    const settled = settleDue({ account: absorbed, entries: [], now });
    const from = await takeDoubledGifts(transaction, settled, to, merge);
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
      : postCredit(added, {
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

/** Caps and limits count for the person: what both did on one day is added up. */
function withUses(book: Book, absorbed: PointsAccount): Book {
  const { earnedOn, uses, standing, gifts } = book.account;
  const theirs = absorbed.earnedOn;
  const together =
    earnedOn && theirs?.day === earnedOn.day
      ? { day: earnedOn.day, points: points(earnedOn.points + theirs.points) }
      : laterOf(earnedOn, theirs);
  const tier = standing.tier ?? absorbed.standing.tier;
  const birthday = standing.birthday ?? absorbed.standing.birthday;
  const account = {
    ...book.account,
    earnedOn: together,
    uses: addUses(uses, absorbed.uses),
    gifts: giftsOfBoth(gifts, absorbed.gifts),
    standing: { tier, birthday },
  };
  return { ...book, account };
}

const laterOf = <Dated extends { day: string }>(one: Dated | null, other: Dated | null): Dated | null =>
  !one || (other && other.day > one.day) ? other : one;

function addUses(kept: readonly RewardUse[], absorbed: readonly RewardUse[]): RewardUse[] {
  const byReward = new Map(kept.map((use) => [use.rewardId, use]));
  for (const theirs of absorbed) {
    const own = byReward.get(theirs.rewardId);
    const today = !own || own.day < theirs.day ? theirs.today : own.today;
    byReward.set(theirs.rewardId, {
      ...theirs,
      day: own && own.day > theirs.day ? own.day : theirs.day,
      total: theirs.total + (own?.total ?? 0),
      today: own?.day === theirs.day ? own.today + theirs.today : today,
    });
  }
  return [...byReward.values()];
}

/** Back goes what is left of the very lots that came: what was spent since stays spent. */
async function giveBackPoints(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  await store.transact(async (transaction) => {
    const absorbed = await transaction.pointsAccounts.get(merge.absorbedId);
    if (absorbed?.mergedInto !== merge.keptId) return;
    const came = await transaction.pointsEntries.get(entryId('merge_in', merge._id));
    const to: Book = { account: { ...absorbed, mergedInto: null }, entries: [], now };
    const from = await loadOwnBook(transaction, merge.keptId, now);
    const back = lotsLeft(from, came?.moves ?? []);
    const debt = Math.min(from.account.debt, came?.debt ?? 0);
    const key = `${merge._id}-undo`;
    const nothing = back.length === 0 && debt === 0;
    const out = nothing
      ? from
      : post(from, {
          ...causeOf(merge._id, key, '撤销合并，积分转出'),
          kind: 'merge_out',
          moves: back.map((lot) => ({ ...lot, points: -lot.points })),
          debt: 0 - debt,
        });
    const into = nothing
      ? to
      : postCredit(to, {
          ...causeOf(merge._id, key, '撤销合并，积分转回'),
          kind: 'merge_in',
          moves: named(back, from, key),
          debt,
        });
    const books = await returnGifts(transaction, { absorbed: into, kept: out }, merge);
    const gifts = giftsWithout(books.kept.account.gifts, absorbed.gifts);
    await saveBook(transaction, { ...books.kept, account: { ...books.kept.account, gifts } });
    await saveBook(transaction, books.absorbed);
  });
}

/** Gifts that were taken because both had them are the absorbed member's again. */
async function returnGifts(
  transaction: TransactionStore,
  books: { absorbed: Book; kept: Book },
  { _id }: CarriedMerge,
): Promise<{ absorbed: Book; kept: Book }> {
  let returned = books;
  const { absorbed, kept } = books;
  for (const { gift, key } of doubledGifts(kept.account.gifts, absorbed.account.gifts)) {
    const taken = await transaction.pointsEntries.get(entryId('claw_back', `${_id}-${gift}`));
    const debt = await transaction.pointsEntries.get(entryId('debt', `${_id}-${gift}`));
    const lot = (await transaction.pointsEntries.get(entryId('earn', key)))?.moves[0];
    if (!lot) continue;
    const source = { kind: 'merge' as const, id: _id };
    returned = postReturnedGift(returned, { gift, lot, taken, debt }, `${_id}-undo`, { source });
  }
  return returned;
}

/** A lot may have opened meanwhile; it is known by its id. */
function lotsLeft({ account }: Book, came: readonly LotMove[]): LotMove[] {
  const amounts = new Map(came.filter((move) => move.points > 0).map((move) => [move.id, move.points]));
  return account.lots.flatMap((lot) => {
    const amount = Math.min(lot.points, amounts.get(lot.id) ?? 0);
    return amount > 0 ? [{ ...lot, points: amount }] : [];
  });
}

/** A lot that stays in part is two lots from now on: under one name it would expire twice. */
const named = (back: readonly LotMove[], from: Book, key: string): LotMove[] =>
  back.map((lot, position) => {
    const staysInPart = from.account.lots.some(
      ({ id, state, points: held }) => id === lot.id && state === lot.state && held > lot.points,
    );
    return staysInPart ? { ...lot, id: `${key}.${position}` } : lot;
  });
