import type { AuditPlace } from '../../../contracts/audit';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { highestRole, type Role } from '../host/roles';
import type { DocumentOf } from '../store/schema';
import type { TransactionStore } from '../store/store';

type AuditEntry = DocumentOf<'auditEntries'>;
type Told = Pick<AuditEntry, 'action' | 'subjectId'> &
  Partial<Pick<AuditEntry, 'storeId' | 'amountFen' | 'points' | 'before' | 'after' | 'reason' | 'detail'>>;

/** Who acts, at what moment: a call of a member of staff, or of somebody who is none. */
export interface Acting {
  staff: { _id: string; name: string; roles: readonly Role[] } | 'shopper' | 'system';
  now: Instant;
  requestId: RequestId;
  /** Of a call; what goes on without one was begun from somewhere, and that is told where it began. */
  caller?: { via?: AuditPlace };
}

const outsiders = { shopper: '顾客', system: '系统' } as const;

/** Who acted as the entry says it; of a shopper no more than that it was one. */
const whoOf = (staff: Acting['staff']): Pick<AuditEntry, 'staffId' | 'staffName' | 'role'> =>
  typeof staff === 'string'
    ? { staffId: staff, staffName: outsiders[staff], role: staff }
    : { staffId: staff._id, staffName: staff.name, role: highestRole(staff.roles) };

/** The entry's id: a request tells of an action on a subject once. */
export const auditIdFor = (
  requestId: RequestId,
  { action, subjectId }: Pick<Told, 'action' | 'subjectId'>,
): string => `aud_${requestId}-${action}-${subjectId}`;

/** What an entry is found by: its subject, and whoever and whichever order else it names, several with a space between. */
const aboutOf = ({ subjectId, detail = {} }: Told): string[] => [
  ...new Set([
    subjectId,
    ...Object.values(detail)
      .flatMap((value) => (typeof value === 'string' ? value.split(' ') : []))
      .filter((name) => /^(mem|ord)_/.test(name)),
  ]),
];

/**
 * Tells an action in the same transaction that does it: neither exists without the other.
 * @throws Duplicate when this request has told the same already; then it has done it, too
 */
export async function recordAudit(
  transaction: Pick<TransactionStore, 'auditEntries'>,
  { staff, now, requestId, caller }: Acting,
  told: Told,
): Promise<void> {
  await transaction.auditEntries.insert({
    _id: auditIdFor(requestId, told),
    at: now,
    ...whoOf(staff),
    via: caller?.via ?? null,
    storeId: null,
    amountFen: null,
    points: null,
    before: null,
    after: null,
    reason: null,
    detail: {},
    ...told,
    about: aboutOf(told),
    requestId,
  });
}
