import { chinaDateOf, type ChinaDate } from '../../contracts/primitives/time';
import type { ReadCall } from '../kit/host/call';

const PAGE = 50;

/** Whose day stands out, and why. */
export async function listFindings(
  { store, now }: ReadCall<'operator'>,
  { day, cursor }: { day: ChinaDate | null; cursor: string | null },
) {
  const of = day ?? chinaDateOf(now);
  const { items, nextCursor } = await store.counterFigures.find({
    where: { day: of, standsOut: true },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const people = items.map(({ handle, name, findings }) => ({ handle, name, findings }));
  return { day: of, people, nextCursor, now };
}
