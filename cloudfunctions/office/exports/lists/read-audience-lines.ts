import { loadSetPage } from '../../../audience/bitmaps/load-set-page';
import type { Cell } from '../csv';
import { linesOf, type Call } from './read-member-lines';

/** A slice of whoever was settled, as lines of members. */
export async function readAudienceLines(
  call: Call,
  { audienceId, withPhones }: { audienceId: string; withPhones: boolean },
  cursor: string | null,
  limit: number,
): Promise<{ lines: Cell[][]; nextCursor: string | null }> {
  const { memberIds, nextCursor } = await loadSetPage(call.store, audienceId, cursor, limit);
  const rows = await call.store.memberIndex.getMany(memberIds);
  return { lines: await linesOf(call, rows, withPhones), nextCursor };
}
