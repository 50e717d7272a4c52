import { memberFilter } from '../../../contracts/office/member-filter';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { decryptPhone } from '../../kit/identity/phone-vault';
import { cloudFiles } from '../../kit/store/cloud-files';
import { allPages } from '../../kit/store/query/all-pages';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { findRows } from '../members/list/list-members';
import { csvOf, type Cell } from './csv';
import { HEADINGS, sheetRow, watermark } from './sheet-row';
import { writeXlsx } from './write-xlsx';

type Export = DocumentOf<'memberExports'>;

const SLICE = 500;
/** What a function holds in memory at once; who needs more narrows the filter. */
const MOST_ROWS = 50_000;
const PAGE = 10;

/** Writes what was asked for, slice by slice, and removes files whose time is over. */
export const runExports = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'memberExports',
    trouble: 'export_not_written',
    readPage: (cursor) =>
      call.store.memberExports.find({
        where: { wakeAt: atMost(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    work: async ({ _id }) => {
      let current = await call.store.memberExports.get(_id);
      while (current?.status === 'running' && !current.isRead && !call.outOfTime()) {
        await writeSlice(call, current);
        current = await call.store.memberExports.get(_id);
      }
      if (current?.isRead && current.status === 'running') return finish(call, current);
      if (current?.status === 'done' && call.now >= current.expiresAt) return endFile(call, current);
      return undefined;
    },
  });

async function writeSlice(
  call: TimerCall,
  { _id, filter, position, parts, rows, withPhones }: Export,
): Promise<void> {
  const { store } = call;
  const page = await findRows(call, memberFilter.parse(JSON.parse(filter)), position, SLICE);
  const lines = await readLines(call, page.items, withPhones);
  const isCut = page.nextCursor !== null && rows + lines.length >= MOST_ROWS;
  await store.transact(async (transaction) => {
    const known = await transaction.memberExports.get(_id);
    // Somebody else wrote this slice.
    if (known?.parts !== parts) return;
    await transaction.memberExportParts.insert({
      _id: `${_id}:${String(parts).padStart(4, '0')}`,
      exportId: _id,
      rows: lines,
    });
    await transaction.memberExports.update(_id, {
      parts: parts + 1,
      rows: rows + lines.length,
      position: page.nextCursor,
      isRead: page.nextCursor === null || isCut,
      isCut,
    });
  });
}

async function readLines(
  { store, settings }: TimerCall,
  rows: readonly DocumentOf<'memberIndex'>[],
  withPhones: boolean,
): Promise<Cell[][]> {
  const [members, leaders] = await Promise.all([
    store.members.getMany(rows.map(({ _id }) => _id)),
    store.leaders.getMany([...new Set(rows.flatMap(({ leaderId }) => leaderId ?? []))]),
  ]);
  const byId = new Map(members.map((member) => [member._id, member]));
  const names = new Map(leaders.map(({ _id, name }) => [_id, name]));
  return rows.flatMap((row) => {
    const member = byId.get(row._id);
    if (member?.status !== 'active') return [];
    const { phone, card } = member;
    return [
      sheetRow({
        nickname: member.nickname,
        phone: phone && (withPhones ? decryptPhone(settings.phone, phone.cipher) : phone.masked),
        planName: card.planName,
        cardEnd: card.number.slice(-4),
        joinedAt: member.joinedAt,
        source: row.source,
        leaderName: row.leaderId === null ? null : (names.get(row.leaderId) ?? null),
        tags: member.tags,
        lastPaidAt: row.lastPaidAt,
        orders: row.orders365,
        amountFen: row.amount365,
        coupons: row.coupons,
        points: row.points,
        frozen: member.frozen !== null,
      }),
    ];
  });
}

const partsOf = ({ store }: TimerCall, exportId: string) =>
  allPages((cursor) =>
    store.memberExportParts.find({
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
    [...HEADINGS],
    ...parts.flatMap((part) => part.rows),
    watermark(file.byName, file.at, file._id),
  ];
  const content = file.format === 'csv' ? Buffer.from(csvOf(rows), 'utf8') : writeXlsx(rows);
  const fileId = await cloudFiles.put(file.path, content);
  await store.memberExports.updateIf(
    file._id,
    { status: 'running' },
    { status: 'done', fileId, wakeAt: file.expiresAt },
  );
  await removeParts(call, parts);
}

async function removeParts(
  { store }: TimerCall,
  parts: readonly DocumentOf<'memberExportParts'>[],
): Promise<void> {
  for (const { _id } of parts)
    await store.transact((transaction) => transaction.memberExportParts.remove(_id));
}

/** Whoever wrote the file may have ended before its parts were removed: they go with it at the latest. */
async function endFile(call: TimerCall, file: Export): Promise<void> {
  await removeParts(call, await partsOf(call, file._id));
  if (file.fileId !== null) await cloudFiles.remove(file.fileId);
  await call.store.memberExports.updateIf(
    file._id,
    { status: 'done' },
    { status: 'gone', fileId: null, wakeAt: null },
  );
}
