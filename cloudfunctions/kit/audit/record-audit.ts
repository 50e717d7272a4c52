import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../store/schema';
import type { TransactionStore } from '../store/store';

type AuditEntry = DocumentOf<'auditEntries'>;

/** Who acts, at what moment: a call of a member of staff. */
interface StaffCall {
  staff: { _id: string; name: string };
  now: Instant;
  requestId: RequestId;
}

/**
 * Tells an action in the same transaction that does it: neither exists without the other.
 * @throws Duplicate when this request has told the same already; then it has done it, too
 */
export async function recordAudit(
  transaction: TransactionStore,
  { staff, now, requestId }: StaffCall,
  told: Pick<AuditEntry, 'action' | 'subjectId'> & Partial<Pick<AuditEntry, 'reason' | 'detail'>>,
): Promise<void> {
  await transaction.auditEntries.insert({
    _id: `aud_${requestId}-${told.action}-${told.subjectId}`,
    at: now,
    staffId: staff._id,
    staffName: staff.name,
    reason: null,
    detail: {},
    ...told,
    requestId,
  });
}
