import { removeFrozen } from '../../audience/sets/remove-frozen';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { cloudFiles } from '../../kit/store/cloud-files';
import { allPages } from '../../kit/store/query/all-pages';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { readKeptFilter } from '../members/list/read-kept-filter';
import { csvOf } from './csv';
import { resolveList } from './lists/resolve-list';
import { readPeriod } from './lists/read-period';
import { readAudienceLines } from './lists/read-audience-lines';
import { MEMBER_HEADINGS, readMemberLines } from './lists/read-member-lines';
import { watermark } from './watermark';
import { writeXlsx } from './write-xlsx';

type Export = DocumentOf<'exports'>;

const SLICE = 500;
/** What a function holds in memory at once; who needs more narrows the filter. */
const MOST_ROWS = 50_000;
const PAGE = 10;

/** Writes what was asked for, slice by slice, and removes files whose time is over. */
export const runExports = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'exports',
    trouble: 'export_not_written',
    readPage: (cursor) =>
      call.store.exports.find({
        where: { wakeAt: atMost(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    work: async ({ _id }) => {
      let current = await call.store.exports.get(_id);
      while (current?.status === 'running' && !current.isRead && !call.outOfTime()) {
        await writeSlice(call, current);
        current = await call.store.exports.get(_id);
      }
      if (current?.isRead && current.status === 'running') return finish(call, current);
      if (current?.status === 'done' && call.now >= current.expiresAt) return endFile(call, current);
      return undefined;
    },
  });

async function writeSlice(call: TimerCall, file: Export): Promise<void> {
  const { store } = call;
  const { _id, parts, rows } = file;
  const { lines, nextCursor } = await readSlice(call, file);
  const isCut = nextCursor !== null && rows + lines.length >= MOST_ROWS;
  await store.transact(async (transaction) => {
    const known = await transaction.exports.get(_id);
    // Somebody else wrote this slice.
    if (known?.parts !== parts) return;
    await transaction.exportParts.insert({
      _id: `${_id}:${String(parts).padStart(4, '0')}`,
      exportId: _id,
      rows: lines,
    });
    await transaction.exports.update(_id, {
      parts: parts + 1,
      rows: rows + lines.length,
      position: nextCursor,
      isRead: nextCursor === null || isCut,
      isCut,
    });
  });
}

async function readSlice(call: TimerCall, file: Export) {
  const { list, filter, audienceId, period, position, withPhones } = file;
  if (audienceId !== null) return readAudienceLines(call, { audienceId, withPhones }, position, SLICE);
  if (list === 'members')
    return readMemberLines(call, { filter: readKeptFilter(filter), withPhones }, position, SLICE);
  if (period === null) throw new Error(`a file of ${list} without a period`);
  const slice = { cursor: position, limit: SLICE };
  const { rows, nextCursor } = await resolveList(list).readSlice(call, readPeriod(period), slice);
  return { lines: rows, nextCursor };
}

const headingsOf = ({ list }: Export): readonly string[] =>
  list === 'members' ? MEMBER_HEADINGS : resolveList(list).headings;

const partsOf = ({ store }: TimerCall, exportId: string) =>
  allPages((cursor) =>
    store.exportParts.find({
      where: { exportId },
      orderBy: '_id',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    }),
  );

/** Again after a crash it writes the same file to the same path. */
async function finish(call: TimerCall, file: Export): Promise<void> {
  const { store } = call;
  const parts = await partsOf(call, file._id);
  const rows = [
    [...headingsOf(file)],
    ...parts.flatMap((part) => part.rows),
    watermark(file.byName, file.at, file._id),
  ];
  const content = file.format === 'csv' ? Buffer.from(csvOf(rows), 'utf8') : writeXlsx(rows);
  const fileId = await cloudFiles.put(file.path, content);
  await store.exports.updateIf(
    file._id,
    { status: 'running' },
    { status: 'done', fileId, wakeAt: file.expiresAt },
  );
  await removeParts(call, parts);
}

async function removeParts({ store }: TimerCall, parts: readonly DocumentOf<'exportParts'>[]): Promise<void> {
  for (const { _id } of parts) await store.transact((transaction) => transaction.exportParts.remove(_id));
}

/** Whoever wrote the file may have ended before its parts were removed: they go with it at the latest. */
async function endFile(call: TimerCall, file: Export): Promise<void> {
  await removeParts(call, await partsOf(call, file._id));
  if (file.fileId !== null) await cloudFiles.remove(file.fileId);
  if (file.settled === 'here' && file.audienceId !== null) await removeFrozen(call.store, file.audienceId);
  await call.store.exports.updateIf(
    file._id,
    { status: 'done' },
    { status: 'gone', fileId: null, wakeAt: null },
  );
}
