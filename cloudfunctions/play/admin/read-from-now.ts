import type { Instant } from '../../../contracts/primitives/time';
import { encodeCursor } from '../../kit/store/query/page';
import type { TransactionStore } from '../../kit/store/store';

/** While nothing was given by itself nobody read what happened: that is passed over. */
export async function readFromNow(
  transaction: TransactionStore,
  consumer: string,
  now: Instant,
): Promise<void> {
  const known = await transaction.factCursors.get(consumer);
  await transaction.factCursors.replace({
    _id: consumer,
    position: encodeCursor({ value: now, id: '' }),
    advances: (known?.advances ?? 0) + 1,
    movedAt: now,
  });
}
