import { refuse } from '../../../contracts/errors';
import type { MemberFilter } from '../../../contracts/office/member-filter';
import type { ExportView } from '../../../contracts/office/member-exports';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { exportIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { listMembers } from '../members/list/list-members';
import { viewExport } from './list-exports';

interface Wish {
  filter: MemberFilter;
  format: 'csv' | 'xlsx';
  withPhones: boolean;
  reason: string;
}
const KEEP_MS = DAY_MS;

/** The sweep writes it; numbers only for an owner. @throws TuankaError not_allowed */
export async function exportMembers(
  call: WriteCall<'operator'>,
  { filter, format, withPhones, reason }: Wish,
): Promise<{ export: ExportView }> {
  const { store, staff, now, requestId } = call;
  if (withPhones && !mayActAs(staff.roles, 'owner')) throw refuse('not_allowed', 'numbers');
  const _id = exportIdFor(staff._id, requestId);
  const { count } = await listMembers(call, { filter, cursor: null });
  const asked: DocumentOf<'memberExports'> = {
    _id,
    by: staff._id,
    byName: staff.name,
    reason,
    filter: JSON.stringify(filter),
    format,
    withPhones,
    status: 'running',
    of: count ?? { members: 0, more: false },
    rows: 0,
    parts: 0,
    position: null,
    isRead: false,
    isCut: false,
    fileId: null,
    path: `exports/${_id}.${format}`,
    at: now,
    expiresAt: addMs(now, KEEP_MS),
    wakeAt: now,
  };
  const written = await store.transact(async (transaction) => {
    const known = await transaction.memberExports.get(_id);
    if (known) return known;
    await transaction.memberExports.insert(asked);
    await recordAudit(transaction, call, {
      action: 'office.exportMembers',
      subjectId: _id,
      reason,
      detail: { format, withPhones, members: asked.of.members },
    });
    return asked;
  });
  return { export: viewExport(written) };
}
