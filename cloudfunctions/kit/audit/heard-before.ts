import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { requestMarkIdFor } from '../ids/derived-id';
import type { TransactionStore } from '../store/store';
import { auditIdFor } from './record-audit';

type Memory = Pick<TransactionStore, 'auditEntries' | 'requestMarks'>;
type Call = { requestId: RequestId; now: Instant };
type Entry = Parameters<typeof auditIdFor>[1];

const nothingIdFor = (requestId: RequestId, { action, subjectId }: Entry): string =>
  requestMarkIdFor([requestId, 'nothing', action, subjectId].join('\n'));

/** Whether a request was heard already: what it did is told by its entry, that there was nothing to do by a mark. */
export async function isHeardBefore(
  { auditEntries, requestMarks }: Memory,
  { requestId }: Call,
  entry: Entry,
): Promise<boolean> {
  if (await auditEntries.get(auditIdFor(requestId, entry))) return true;
  return (await requestMarks.get(nothingIdFor(requestId, entry))) !== null;
}

/** It is so already. Its repeat changes nothing either, though somebody may have changed it back by then. */
export async function markNothingDone(
  { requestMarks }: Memory,
  { requestId, now }: Call,
  entry: Entry,
): Promise<void> {
  await requestMarks.insert({
    _id: nothingIdFor(requestId, entry),
    said: entry.action,
    at: now,
    chosen: null,
  });
}
