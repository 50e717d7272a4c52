import * as z from 'zod';
import { StoreMisuse } from '../store-error';
import { encodeCursor } from './page';

const identified = z.object({ _id: z.string() });
export const idOf = (raw: unknown): string | undefined => identified.safeParse(raw).data?._id;

/** Where the page ended, whether or not its last document could be read. */
export function lastPosition(
  page: readonly unknown[],
  items: readonly object[],
  orderBy: string,
): string | null {
  for (const raw of [...page].reverse()) {
    const value: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, orderBy) : undefined;
    const id = idOf(raw);
    if (id !== undefined && (typeof value === 'string' || typeof value === 'number'))
      return encodeCursor({ value, id });
  }
  const last = items.at(-1);
  return last ? positionAfter(last, orderBy) : null;
}

function positionAfter(document: object, orderBy: string): string {
  const value: unknown = Reflect.get(document, orderBy);
  const id: unknown = Reflect.get(document, '_id');
  if ((typeof value !== 'string' && typeof value !== 'number') || typeof id !== 'string') {
    throw new StoreMisuse(`${orderBy} cannot order a paged list`);
  }
  return encodeCursor({ value, id });
}
