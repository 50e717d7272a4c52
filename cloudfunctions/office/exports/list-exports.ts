import type { ExportView } from '../../../contracts/office/exports';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { latestFirst } from '../../kit/store/query/latest-first';

export const viewExport = (stored: DocumentOf<'exports'>): ExportView => ({
  exportId: stored._id,
  list: stored.list,
  period: stored.period,
  status: stored.status,
  format: stored.format,
  withPhones: stored.withPhones,
  rows: stored.rows,
  of: stored.of,
  isCut: stored.isCut,
  byName: stored.byName,
  reason: stored.reason,
  at: stored.at,
  expiresAt: stored.expiresAt,
});

export async function listExports(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.exports.find(latestFirst('at', cursor));
  return { exports: items.map(viewExport), nextCursor, now };
}
