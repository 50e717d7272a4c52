import { refuse, type TuankaError } from '../../../../contracts/errors';
import { addMs, MINUTE_MS } from '../../../../contracts/primitives/time';
import { atMost } from '../../../kit/store/query/condition';
import { readLine, type ImportLine } from '../rows/read-line';
import { loadTable, removeFile } from '../load-table';
import { applyLines } from './apply-lines';
import { judgeLines } from './judge-lines';
import { firstLines, type FirstLines, type Working } from './look-up-lines';
import { BATCH_LINES, type Import } from './mark-lines';
import { undoSlices } from './undo-slices';

/** Lists that are looked at for one that runs; those of before are done within a sweep. */
const WAITING = 50;
const isRunning = ({ status }: Import): boolean => ['checking', 'applying', 'undoing'].includes(status);

/** Of those that change members, that none is applied while another is taken back from under it. */
async function firstInTurn({ store, now }: Working, { _id, status }: Import): Promise<string | null> {
  if (status === 'checking') return null;
  const { items } = await store.memberImports.find({
    // The clock of whoever began the other may be ahead.
    where: { wakeAt: atMost(addMs(now, MINUTE_MS)) },
    orderBy: 'wakeAt',
    limit: WAITING,
    cursor: null,
  });
  const first = items.find((one) => one.status === 'applying' || one.status === 'undoing');
  return first && first._id !== _id ? first._id : null;
}

/**
 * The step that runs goes on from where it was written down, for as long as there is time; at least one batch is done. One list after the
 * other: whoever waits for a later one works on the one before it.
 */
export async function continueSteps(call: Working, importId: string): Promise<Import> {
  const opened = await call.store.memberImports.require(importId, 'import_not_found');
  const before = isRunning(opened) ? await firstInTurn(call, opened) : null;
  if (before === null) return runSteps(call, opened);
  await runSteps(call, await call.store.memberImports.require(before, 'import_not_found'));
  return opened;
}

async function runSteps(call: Working, opened: Import): Promise<Import> {
  const { store } = call;
  const importId = opened._id;
  let current = opened;
  if (!isRunning(current)) return current;
  const work = current.status === 'undoing' ? undo(call) : await openWork(call, current);
  do {
    await work(current);
    current = await store.memberImports.require(importId, 'import_not_found');
  } while (isRunning(current) && !call.outOfTime());
  return current.status === 'applied' ? withoutFile(call, current) : current;
}

/** What is applied needs its file no more, and the file is full of numbers. */
async function withoutFile({ store }: Working, current: Import): Promise<Import> {
  lastRead.clear();
  await removeFile(current);
  await store.memberImports.updateIf(current._id, { status: 'applied' }, { parts: [] });
  return { ...current, parts: [] };
}

const undo = (call: Working) => (current: Import) => undoSlices({ ...call, current });

interface ReadList {
  lines: readonly ImportLine[];
  first: FirstLines;
}

/** The list this instance read last: a list of a hundred thousand lines is not read again for every call. */
const lastRead = new Map<string, ReadList>();

async function readList(opened: Import): Promise<ReadList> {
  const key = `${opened._id}:${opened.checks}`;
  const known = lastRead.get(key);
  if (known) return known;
  const { rows } = await loadTable(opened);
  const mapping = opened.columns.map(({ field }) => field);
  // As on the day the list was begun: what was no date of the future then, is none later.
  const lines: ImportLine[] = rows.map((row) => readLine(row, mapping, opened.at));
  const list = { lines, first: firstLines(lines) };
  lastRead.clear();
  lastRead.set(key, list);
  return list;
}

async function openWork(call: Working, opened: Import): Promise<(current: Import) => Promise<void>> {
  const { status } = opened;
  const { lines, first } = await readList(opened);
  const batchOf = ({ done }: Import) => lines.slice(done, done + BATCH_LINES);
  const plan = opened.planId === null ? null : await call.store.cardPlans.get(opened.planId);
  return async (current) => {
    if (current.status === 'undoing') return undoSlices({ ...call, current });
    if (current.checks !== opened.checks || current.status !== status) throw changed();
    if (status === 'checking') return judgeLines(call, current, batchOf(current), first);
    if (!plan) throw refuse('card_plan_not_found');
    return applyLines({ ...call, current, plan }, batchOf(current), first);
  };
}

/** Another mapping came meanwhile: whoever comes next reads the list by that one. */
const changed = (): TuankaError => refuse('busy', 'the mapping changed');
