import type { ChinaDate } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { dayOf } from '../report/read-series';
import { checkedBucketOf, type CheckedGrain } from './checked-time';
import { newCheck } from './verify-figures';

interface Wish {
  period: CheckedGrain;
  /** A day of it; of all time any. */
  day: ChinaDate;
  repair: boolean;
}

/**
 * Has a day, a week, a month, who began in one, or everything there ever was counted again from the facts by the sweep, compared, and where that is asked repaired. One that is under way
 * goes on, and repairs from now on if that is asked.
 */
export async function beginCheck(
  call: WriteCall<'operator'>,
  { period, day, repair }: Wish,
): Promise<{ bucket: string }> {
  const { store, now, requestId } = call;
  const bucket = checkedBucketOf(period, dayOf(day, now));
  const begun = await newCheck(store, { grain: period, bucket }, { now, piece: 1, repair });
  const entry = { action: 'insight.beginCheck', subjectId: begun._id, after: { repair } };
  await store.transact(async (transaction) => {
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry))) return;
    const known = await transaction.figureChecks.get(begun._id);
    const piece = (known?.piece ?? 0) + 1;
    if (known && known.finishedAt === null)
      await transaction.figureChecks.update(known._id, { repair: known.repair || repair });
    else await transaction.figureChecks.replace({ ...begun, piece, roundFrom: piece });
    await recordAudit(transaction, call, entry);
  });
  return { bucket };
}
