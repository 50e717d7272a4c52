import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadStore } from '../../kit/store/store';
import { loadNumbered } from './load-numbered';
import { loadNumbers } from './load-numbers';

/** A page of those whose bit is set, in the order of their numbers; the cursor is the next number. */
export async function loadSetPage(
  store: Pick<ReadStore, 'segmentChunks' | 'features'>,
  key: string,
  cursor: string | null,
  limit: number,
): Promise<{ memberIds: MemberId[]; nextCursor: string | null }> {
  const { numbers, next } = await loadNumbers(store, key, Number(cursor ?? 0), limit);
  const there = await loadNumbered(store, numbers);
  return { memberIds: there.map(({ _id }) => _id), nextCursor: next === null ? null : String(next) };
}
