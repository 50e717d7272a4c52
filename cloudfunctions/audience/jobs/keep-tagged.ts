import type { TransactionStore } from '../../kit/store/store';
import { bitsStored, chunkOf, noBits, popCount, setBit, storedBits } from '../bitmaps/bits';
import type { Job } from './read-job';

/** Who got the tag by this job and not before: it is taken from these alone. Changes the job's own bitmap. */
export async function keepTagged(
  transaction: Pick<TransactionStore, 'segmentChunks'>,
  { _id: key }: Job,
  numbers: readonly number[],
): Promise<void> {
  for (const chunk of new Set(numbers.map(chunkOf))) {
    const _id = `${key}:${chunk}`;
    const stored = await transaction.segmentChunks.get(_id);
    const bits = stored ? bitsStored(stored.bits) : noBits();
    for (const seq of numbers) if (chunkOf(seq) === chunk) setBit(bits, seq, true);
    const version = (stored?.version ?? 0) + 1;
    await transaction.segmentChunks.replace({
      _id,
      key,
      chunk,
      bits: storedBits(bits),
      count: popCount(bits),
      version,
    });
  }
}
