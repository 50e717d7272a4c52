import { refuse } from '../../../contracts/errors';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { cloudFiles } from '../../kit/store/cloud-files';

/** An address leads to the file whoever has it: it ends soon, and is told anew to whoever may still have it. */
const LINK_MS = 10 * MINUTE_MS;

/** @throws TuankaError export_not_found, export_not_ready, not_allowed */
export async function tellExport(call: WriteCall<'operator'>, { exportId }: { exportId: string }) {
  const { store, staff, now, requestId } = call;
  const file = await store.exports.require(exportId, 'export_not_found');
  if (file.withPhones && !mayActAs(staff.roles, 'owner')) throw refuse('not_allowed', 'numbers');
  if (file.status === 'gone' || now >= file.expiresAt) throw refuse('export_not_found', 'over');
  const url =
    file.fileId === null
      ? null
      : await cloudFiles.urlOf(file.fileId, Math.min(LINK_MS, file.expiresAt - now));
  if (url === null) throw refuse('export_not_ready');
  const told = { action: 'office.tellExport', subjectId: exportId };
  await store.transact(async (transaction) => {
    if (await transaction.auditEntries.get(auditIdFor(requestId, told))) return;
    await recordAudit(transaction, call, told);
  });
  return { url };
}
