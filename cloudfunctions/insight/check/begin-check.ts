import { periodOf, type Period } from '../../../contracts/primitives/insight/periods';
import type { ChinaDate } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { dayOf } from '../report/read-series';
import { newCheck } from './verify-figures';

interface Wish {
  period: Period;
  /** A day of it. */
  day: ChinaDate;
  repair: boolean;
}

/**
 * Has a day, week or month counted again from the facts by the sweep, compared, and where that is asked repaired. One that is under way
 * goes on, and repairs from now on if that is asked.
 */
export async function beginCheck(
  call: WriteCall<'operator'>,
  { period, day, repair }: Wish,
): Promise<{ bucket: string }> {
  const { store, now, requestId } = call;
  const bucket = periodOf(period, dayOf(day, now));
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
