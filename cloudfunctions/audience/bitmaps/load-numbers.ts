import { atLeast } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { bitsStored, CHUNK_MEMBERS, chunkOf, numbersIn } from './bits';

export interface SomeNumbers {
  numbers: number[];
  /** Where to go on; null: there are no more. */
  next: number | null;
}

/** The first so many numbers of a bitmap from one on, in their order; chunks that are not there cost nothing. */
export async function loadNumbers(
  store: Pick<ReadStore, 'segmentChunks'>,
  key: string,
  from: number,
  most: number,
): Promise<SomeNumbers> {
  const numbers: number[] = [];
  let position = from;
  for (;;) {
    const { items, nextCursor } = await store.segmentChunks.find({
      where: { key, chunk: atLeast(chunkOf(position)) },
      orderBy: 'chunk',
      limit: 1,
      // Left out, whoever is in it would be taken to be in nothing.
      unreadable: 'refuse',
    });
    const [chunk] = items;
    if (!chunk) return { numbers, next: null };
    const found = numbersIn(bitsStored(chunk.bits), chunk.chunk).filter((seq) => seq >= position);
    numbers.push(...found.slice(0, most - numbers.length));
    const last = numbers.at(-1);
    if (numbers.length === most && last !== undefined) {
      const isMore = found.some((seq) => seq > last) || nextCursor !== null;
      return { numbers, next: isMore ? last + 1 : null };
    }
    position = (chunk.chunk + 1) * CHUNK_MEMBERS;
  }
}
