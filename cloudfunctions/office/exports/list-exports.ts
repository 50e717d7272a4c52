import type { ExportView } from '../../../contracts/office/member-exports';
import { instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';

const PAGE = 20;

export const viewExport = (stored: DocumentOf<'memberExports'>): ExportView => ({
  exportId: stored._id,
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
  const { items, nextCursor } = await store.memberExports.find({
    where: { at: moreThan(instant(0)) },
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { exports: items.map(viewExport), nextCursor, now };
}
