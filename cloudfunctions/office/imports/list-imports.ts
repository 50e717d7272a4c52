import type { ImportLineView, ImportView } from '../../../contracts/office/member-imports';
import type { ImportOutcome, ImportVerdict } from '../../../contracts/office/kept-values';
import type { ReadCall } from '../../kit/host/call';
import { holdingAll, moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { sliceIdOf } from './run/mark-lines';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Slices of a page: about as many lines as a phone scrolls through. */
const SLICES = 6;

export const viewImport = (stored: DocumentOf<'memberImports'>): ImportView => ({
  importId: stored._id,
  name: stored.name,
  status: stored.status,
  columns: stored.columns,
  planId: stored.planId,
  checks: stored.checks,
  lines: stored.lines,
  done: stored.done,
  counts: stored.counts,
  results: stored.results,
  byName: stored.byName,
  reason: stored.reason,
  at: stored.at,
  expiresAt: stored.expiresAt,
  undoUntil: stored.undoUntil,
});

type Call = ReadCall<'operator'>;

/** @throws TuankaError import_not_found */
export const readImport = async ({ store }: Call, { importId }: { importId: string }) => ({
  import: viewImport(await store.memberImports.require(importId, 'import_not_found')),
});

export async function listImports({ store, now }: Call, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.memberImports.find(latestFirst('at', cursor));
  return { imports: items.map(viewImport), nextCursor, now };
}

interface Wish {
  importId: string;
  only: ImportVerdict | ImportOutcome | null;
  cursor: string | null;
}

/** @throws TuankaError import_not_found */
export async function listImportLines({ store, now }: Call, { importId, only, cursor }: Wish) {
  const { checks } = await store.memberImports.require(importId, 'import_not_found');
  const { items, nextCursor } = await store.memberImportSlices.find({
    where: {
      importId,
      // Slices of a dry run before this one are on their way out.
      _id: moreThan(sliceIdOf({ _id: importId, checks }, -1)),
      ...(only !== null && { marks: holdingAll([only]) }),
    },
    orderBy: '_id',
    limit: SLICES,
    cursor,
  });
  const lines: ImportLineView[] = items
    .flatMap((slice) => slice.lines)
    .filter(({ verdict, outcome }) => only === null || verdict === only || outcome === only)
    .map(({ line, who, verdict, outcome, why }) => ({ line, who, verdict, outcome, why }));
  return { lines, nextCursor, now };
}
