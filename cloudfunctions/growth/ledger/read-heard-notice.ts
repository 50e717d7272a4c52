import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { tierReviewNotice } from '../notices/tier-review';

/** The reminder by which whoever stands there was told of their review; null: it did not go out, or there is none. */
export async function readHeardNotice(
  { reminders }: Pick<TransactionStore, 'reminders'>,
  { _id, notice }: Pick<TierStanding, '_id' | 'notice'>,
): Promise<DocumentOf<'reminders'> | null> {
  if (notice === null || notice.missing === 0) return null;
  const reminder = await reminders.get(tierReviewNotice(_id, notice, notice.at)._id);
  return reminder?.status === 'sent' ? reminder : null;
}
