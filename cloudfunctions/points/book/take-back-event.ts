import type { EarnEvent } from '../../../contracts/points/points-rule';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import { OpenBooks } from './open-books';

interface TakeBack {
  event: EarnEvent;
  /** As it was earned: `earn:<event>-<occasion>`. */
  occasion: string;
  reason: string;
  now: Instant;
}

/**
 * Takes back what an event earned, inside the caller's transaction: five calls. What is spent already becomes a debt the
 * member sees. Once per occasion, whichever of its two entries was written.
 */
export async function takeBackEvent(
  transaction: TransactionStore,
  { event, occasion, reason, now }: TakeBack,
): Promise<Points> {
  const key = `${event}-${occasion}`;
  const earned = await transaction.pointsEntries.get(entryId('earn', key));
  const amount = earned?.moves[0]?.points ?? 0;
  if (!earned || amount === 0) return points(0);
  const done =
    (await transaction.pointsEntries.get(entryId('claw_back', key))) ??
    (await transaction.pointsEntries.get(entryId('debt', key)));
  if (done) return points(0);
  const books = new OpenBooks(transaction, now);
  const source = { kind: event, id: occasion };
  const taken = await books.clawBack(earned, key, amount, { key, source, reason });
  await books.save();
  return points(taken);
}
