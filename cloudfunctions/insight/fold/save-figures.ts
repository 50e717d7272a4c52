import { plus } from '../../../contracts/primitives/insight/measures';
import { inParallel } from '../../kit/instance/in-parallel';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict, Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { rowIdOf, type Counted } from '../rows/row-key';

const AT_ONCE = 8;
const PAGE = 100;
const TRIES = 5;

type Figure = DocumentOf<'figures'>;

/**
 * Adds the differences of one batch, each to its row and once: a row that has this batch already is left alone, so that a batch may come
 * again from its beginning. The differences must then be the same, or none.
 * @param position the end of the batch
 */
export async function saveFigures(store: Store, rows: readonly Counted[], position: string): Promise<void> {
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = rows.slice(at, at + PAGE);
    const stored = await store.figures.getMany(page.map(rowIdOf));
    const byId = new Map(stored.map((figure) => [figure._id, figure]));
    await inParallel(page, AT_ONCE, (row) => addOnce(store, row, byId.get(rowIdOf(row)) ?? null, position));
  }
}

async function addOnce(store: Store, row: Counted, known: Figure | null, position: string): Promise<void> {
  let stored = known;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (stored !== null && stored.foldedTo >= position) return;
    if (await write(store, row, stored, position)) return;
    stored = await store.figures.get(rowIdOf(row));
  }
  throw new Conflict('figures were added to by others');
}

async function write(store: Store, row: Counted, stored: Figure | null, position: string): Promise<boolean> {
  const { sums, ...key } = row;
  if (stored !== null)
    return store.figures.updateIf(
      stored._id,
      { foldedTo: stored.foldedTo },
      { sums: plus(stored.sums, sums), foldedTo: position },
    );
  try {
    await store.figures.insert({ _id: rowIdOf(row), ...key, sums, foldedTo: position });
    return true;
  } catch (error) {
    if (error instanceof Duplicate) return false;
    throw error;
  }
}
