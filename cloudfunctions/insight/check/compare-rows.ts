import { measures, type Sums } from '../../../contracts/primitives/insight/measures';
import { inParallel } from '../../kit/instance/in-parallel';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { rowIdOf, type RowKey } from '../rows/row-key';
import { bucketOfRound } from './count-again';

type Check = DocumentOf<'figureChecks'>;
type Figure = DocumentOf<'figures'>;

const ROWS_AT_ONCE = 200;
const AT_ONCE = 8;
const MOST_FOUND = 20;
/** A row nobody has added to. */
const NEVER = '';

type Piece = Pick<Check, 'step' | 'cursor' | 'rows' | 'moved' | 'differing' | 'repaired' | 'found'>;

/** One row, what it holds, and what it should. */
interface Pair {
  _id: string;
  cut: string;
  value: string;
  kept: Figure | null;
  due: Sums;
}

/** One more page of what was counted again, beside what is kept. */
export async function compareRows(store: Store, check: Check): Promise<Piece> {
  const { items, nextCursor } = await readPage(store, check, 'recount', bucketOfRound(check));
  const kept = await byId(store, items.map(keptIdOf(check)));
  const pairs = items.map((row): Pair => {
    const _id = keptIdOf(check)(row);
    return { _id, cut: row.cut, value: row.value, kept: kept.get(_id) ?? null, due: row.sums };
  });
  return { ...(await judge(store, check, pairs)), ...next(nextCursor, 'comparing', 'missing') };
}

/** One more page of what is kept: rows of which nothing was counted again must hold nothing. */
export async function findMissing(store: Store, check: Check): Promise<Piece> {
  const { items, nextCursor } = await readPage(store, check, check.grain, check.bucket);
  const recounted = await byId(store, items.map(recountIdOf(check)));
  const pairs = items
    .filter((row) => !recounted.has(recountIdOf(check)(row)))
    .map((row): Pair => ({ _id: row._id, cut: row.cut, value: row.value, kept: row, due: {} }));
  return { ...(await judge(store, check, pairs)), ...next(nextCursor, 'missing', 'clearing') };
}

/** Takes one more page of what was counted again away. @returns the next step once nothing is left */
export async function clearRecount(store: Store, check: Check): Promise<Pick<Piece, 'step' | 'cursor'>> {
  const page = { where: { grain: 'recount', bucket: bucketOfRound(check) }, limit: 25, cursor: null };
  const { items } = await store.figures.find({ ...page, orderBy: '_id' });
  await store.transact(async (transaction) => {
    for (const { _id } of items) await transaction.figures.remove(_id);
  });
  return { step: items.length === 0 ? 'done' : 'clearing', cursor: null };
}

const next = (cursor: string | null, step: Check['step'], after: Check['step']) => ({
  cursor,
  step: cursor === null ? after : step,
});

const keptIdOf =
  ({ grain, bucket }: Check) =>
  ({ cut, value }: Figure): string =>
    rowIdOf({ grain, bucket, cut, value });

const recountIdOf =
  (check: Check) =>
  ({ cut, value }: Figure): string =>
    rowIdOf({ grain: 'recount', bucket: bucketOfRound(check), cut, value });

const readPage = (store: Store, { cursor }: Check, grain: RowKey['grain'], bucket: string) =>
  store.figures.find({
    where: { grain, bucket },
    orderBy: '_id',
    limit: ROWS_AT_ONCE,
    cursor,
    unreadable: 'refuse',
  });

async function byId(store: Store, ids: readonly string[]): Promise<Map<string, Figure>> {
  const figures = ids.length === 0 ? [] : await store.figures.getMany(ids);
  return new Map(figures.map((figure) => [figure._id, figure]));
}

/** What was added to since is not comparable: it is passed over, and the next night looks at it. */
async function judge(store: Store, check: Check, pairs: readonly Pair[]) {
  const unmoved = pairs.filter(({ kept }) => (kept?.foldedTo ?? NEVER) <= check.position);
  const differing = unmoved.filter(({ kept, due }) => !isSame(kept?.sums ?? {}, due));
  let repaired = 0;
  if (check.repair && check.round > 1)
    await inParallel(differing, AT_ONCE, async (pair) => {
      if (await repair(store, check, pair)) repaired += 1;
    });
  const found = differing.map(({ cut, value, kept, due }) => ({ cut, value, kept: kept?.sums ?? {}, due }));
  return {
    rows: check.rows + unmoved.length,
    moved: check.moved + pairs.length - unmoved.length,
    differing: check.differing + differing.length,
    repaired: check.repaired + repaired,
    found: [...check.found, ...found].slice(0, MOST_FOUND),
  };
}

const isSame = (one: Sums, other: Sums): boolean =>
  measures.every((measure) => (one[measure] ?? 0) === (other[measure] ?? 0));

/** Unless somebody adds to it at this moment: then the next check has it. */
async function repair(store: Store, check: Check, { _id, cut, value, kept, due }: Pair): Promise<boolean> {
  if (kept !== null) return store.figures.updateIf(_id, { foldedTo: kept.foldedTo }, { sums: due });
  const { grain, bucket, position } = check;
  try {
    await store.figures.insert({ _id, grain, bucket, cut, value, sums: due, foldedTo: position });
    return true;
  } catch (error) {
    if (error instanceof Duplicate) return false;
    throw error;
  }
}
