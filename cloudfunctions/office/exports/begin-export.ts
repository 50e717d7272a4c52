import type { ExportView } from '../../../contracts/office/exports';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { exportIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { viewExport } from './list-exports';

export interface Wish {
  format: 'csv' | 'xlsx';
  reason: string;
}
type Asked = Pick<DocumentOf<'exports'>, 'list' | 'filter' | 'audienceId' | 'period' | 'withPhones' | 'of'> &
  Partial<Pick<DocumentOf<'exports'>, 'settled'>>;
const KEEP_MS = DAY_MS;

/** Writes down what is wanted; the sweep writes the file. */
export async function beginExport(
  call: WriteCall<'operator'>,
  { format, reason }: Wish,
  asked: Asked,
  told: Pick<Parameters<typeof recordAudit>[2], 'action' | 'detail' | 'after'>,
): Promise<{ export: ExportView }> {
  const { store, staff, now, requestId } = call;
  const _id = exportIdFor(staff._id, requestId);
  const file: DocumentOf<'exports'> = {
    _id,
    by: staff._id,
    byName: staff.name,
    reason,
    settled: 'before',
    ...asked,
    format,
    status: 'running',
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
    const known = await transaction.exports.get(_id);
    if (known) return known;
    await transaction.exports.insert(file);
    await recordAudit(transaction, call, { ...told, subjectId: _id, reason });
    return file;
  });
  return { export: viewExport(written) };
}
