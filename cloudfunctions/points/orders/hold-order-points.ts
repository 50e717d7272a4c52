import { points, type Points } from '../../../contracts/primitives/points';
import type { Fen } from '../../../contracts/primitives/fen';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { OpenBooks } from '../book/open-books';
import { entryId } from '../rules/ledger';
import { orderKey, postHold, postRelease } from '../rules/earning/order-postings';
import { dueBack } from '../rules/earning/refund-share';
import { NOTHING_BACK, total } from './refund-order-points';

interface HeldOrder {
  orderId: string;
  now: Instant;
}

const holdKey = (orderId: string, times: number): string => `hold-${orderId}-${times}`;

/**
 * What is not used yet of the points an order earned is held, inside the transaction of whoever found a reason; what is used stays
 * used. A refund takes what is held before anything else. Held again only after a release.
 * @returns how many
 */
export async function holdOrderPoints(
  transaction: TransactionStore,
  { orderId, now }: HeldOrder,
): Promise<Points> {
  const earned = await transaction.pointsEntries.get(entryId('earn', orderKey(orderId)));
  const known = await transaction.orderPoints.get(orderId);
  if (!earned || (known?.held ?? 0) > 0) return points(0);
  const before = known ?? { _id: orderId, memberId: earned.memberId, ...NOTHING_BACK };
  const books = new OpenBooks(transaction, now);
  const book = await books.ownerOf(earned);
  const holds = before.holds + 1;
  const most = (earned.moves[0]?.points ?? 0) - total(before, 'takenBack');
  const after = book && {
    ...postHold(book, orderKey(orderId), most, {
      key: holdKey(orderId, holds),
      source: { kind: 'order', id: orderId },
      reason: '现金账单可能是经手人自己的，积分暂扣，等店家核对',
      of: earned._id,
    }),
  };
  const held = book && after ? worth(book) - worth(after) : 0;
  if (after && held > 0) books.put(after);
  await books.save();
  await transaction.orderPoints.replace({
    ...before,
    held: points(held),
    holds: held > 0 ? holds : before.holds,
  });
  return points(held);
}

/**
 * The reason is gone: what is held comes back, but for what refunds took of it meanwhile.
 * @returns how many
 */
export async function releaseHeldPoints(
  transaction: TransactionStore,
  { orderId, now, totalFen, backFen }: HeldOrder & { totalFen: Fen; backFen: Fen },
): Promise<Points> {
  const known = await transaction.orderPoints.get(orderId);
  const earned = await transaction.pointsEntries.get(entryId('earn', orderKey(orderId)));
  if (!known || !earned || known.held === 0) return points(0);
  const hold = await transaction.pointsEntries.get(entryId('claw_back', holdKey(orderId, known.holds)));
  const books = new OpenBooks(transaction, now);
  const book = await books.ownerOf(earned);
  if (!hold || !book) return points(0);
  // Before it earned some of the money may have been back: it earned on the rest.
  const { refundedFen, complete } = known;
  const soFar = { refundedFen, complete, totalFen: totalFen - (backFen - refundedFen) };
  const due = refundedFen === 0 && !complete ? 0 : dueBack(earned.moves[0]?.points ?? 0, soFar);
  const stays = Math.min(known.held, Math.max(0, due - total(known, 'takenBack')));
  const back = known.held - stays;
  books.put(
    postRelease(book, hold, back, {
      key: holdKey(orderId, known.holds),
      source: { kind: 'order', id: orderId },
      reason: '核对过了，暂扣的积分还给你',
      of: hold._id,
    }),
  );
  await books.save();
  // What refunds took of it is as good as taken by the last of them.
  const last = known.refunds.length - 1;
  await transaction.orderPoints.replace({
    ...known,
    held: points(0),
    refunds: known.refunds.map((refund, index) =>
      index === last ? { ...refund, takenBack: points(refund.takenBack + stays) } : refund,
    ),
  });
  return points(back);
}

const worth = ({ account }: { account: { balance: number; pending: number } }): number =>
  account.balance + account.pending;
