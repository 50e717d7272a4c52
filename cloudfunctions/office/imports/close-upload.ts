import { refuse } from '../../../contracts/errors';
import { MOST_PARTS } from '../../../contracts/primitives/upload-size';
import { maskPhone } from '../../../contracts/primitives/phone';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { importIdFor } from '../../kit/ids/derived-id';
import { cloudFiles } from '../../kit/store/cloud-files';
import type { DocumentOf } from '../../kit/store/schema';
import { loadTable, partPath } from './load-table';
import { viewImport } from './list-imports';
import { suggestColumns } from './rows/columns';
import { readPhone } from './rows/phone-typed';

type Call = WriteCall<'operator'>;

/** What was begun and not applied goes, and its file with it. */
const KEEP_MS = 7 * DAY_MS;
const SAMPLES = 3;
const SHORT = 30;
const MOST_COLUMNS = 60;
const NOTHING = { create: 0, update: 0, same: 0, conflict: 0, reject: 0 };

export async function startImport(call: Call, { name }: { name: string }) {
  const { store, staff, now, requestId } = call;
  const _id = importIdFor(staff._id, requestId);
  const begun: DocumentOf<'memberImports'> = {
    _id,
    by: staff._id,
    byName: staff.name,
    name,
    status: 'uploading',
    parts: [],
    columns: [],
    planId: null,
    lines: 0,
    done: 0,
    checks: 0,
    counts: NOTHING,
    results: { made: 0, skipped: 0, undone: 0, kept: 0 },
    requestId,
    reason: null,
    at: now,
    expiresAt: addMs(now, KEEP_MS),
    undoUntil: null,
    wakeAt: addMs(now, KEEP_MS),
  };
  const written = await store.transact(async (transaction) => {
    const known = await transaction.memberImports.get(_id);
    if (known) return known;
    await transaction.memberImports.insert(begun);
    await recordAudit(transaction, call, { action: 'office.startImport', subjectId: _id, detail: { name } });
    return begun;
  });
  return { import: viewImport(written) };
}

/** The same part again is the same file. @throws TuankaError import_not_found, import_not_now */
export async function addImportPart(
  { store }: Call,
  { importId, part, content }: { importId: string; part: number; content: string },
) {
  const { status } = await store.memberImports.require(importId, 'import_not_found');
  if (status !== 'uploading' || part >= MOST_PARTS) throw refuse('import_not_now', status);
  const fileId = await cloudFiles.put(partPath(importId, part), Buffer.from(content, 'base64'));
  const written = await store.transact(async (transaction) => {
    const known = await transaction.memberImports.require(importId, 'import_not_found');
    if (known.status !== 'uploading') throw refuse('import_not_now', known.status);
    const parts = Array.from({ length: Math.max(known.parts.length, part + 1) }, (_, at) =>
      at === part ? fileId : (known.parts[at] ?? null),
    );
    await transaction.memberImports.update(importId, { parts });
    return { ...known, parts };
  });
  return { import: viewImport(written) };
}

/** @throws TuankaError import_not_found, import_not_now, import_unreadable */
export async function closeImportUpload({ store }: Call, { importId }: { importId: string }) {
  const opened = await store.memberImports.require(importId, 'import_not_found');
  if (opened.status !== 'uploading') {
    if (opened.status === 'read') return { import: viewImport(opened) };
    throw refuse('import_not_now', opened.status);
  }
  const { headings, rows } = await loadTable(opened);
  if (rows.length === 0 || headings.length > MOST_COLUMNS) throw refuse('import_unreadable', 'no list');
  const fields = suggestColumns(headings);
  const columns = headings.map((heading, at) => ({
    heading: heading.slice(0, SHORT),
    samples: rows.slice(0, SAMPLES).map(({ cells }) => sampleOf(cells[at] ?? '')),
    field: fields[at] ?? null,
  }));
  const patch = { status: 'read' as const, columns, lines: rows.length };
  await store.memberImports.updateIf(importId, { status: 'uploading' }, patch);
  return { import: viewImport({ ...opened, ...patch }) };
}

/** Whatever column it stands in, no whole number is shown. */
function sampleOf(cell: string): string {
  const read = readPhone(cell);
  return read.state === 'good' ? maskPhone(read.digits.slice(-11)) : cell.trim().slice(0, SHORT);
}
