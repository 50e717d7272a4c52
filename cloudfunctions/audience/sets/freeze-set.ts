import type { SegmentSet } from '../../../contracts/audience/segment-set';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { popCount, storedBits } from '../bitmaps/bits';
import { countedUpTo } from '../segments/fold-changes';
import { loadSet } from './load-set';

/** Whoever is in a set of segments now, kept as they are: nobody joins or leaves any more. */
export async function freezeSet(
  call: WriteCall<'operator'>,
  { set }: { set: SegmentSet },
): Promise<{ audienceId: string; members: number; asOf: DocumentOf<'frozenAudiences'>['asOf'] }> {
  const { store, now, requestId } = call;
  const audienceId = `fro_${requestId}`;
  const known = await store.frozenAudiences.get(audienceId);
  if (known) return { audienceId, members: known.members, asOf: known.asOf };
  const asOf = await countedUpTo({ store, now });
  const { chunks, bitsOf } = await loadSet(store, set);
  let members = 0;
  for (let chunk = 0; chunk < chunks; chunk += 1)
    members += await keepChunk(call, { audienceId, chunk, bitsOf });
  await store.transact(async (transaction) => {
    if (await transaction.frozenAudiences.get(audienceId)) return;
    await transaction.frozenAudiences.insert({ _id: audienceId, set, members, chunks, asOf, frozenAt: now });
    await recordAudit(transaction, call, {
      action: 'audience.freezeSet',
      subjectId: audienceId,
      detail: { members },
    });
  });
  return { audienceId, members, asOf };
}

/** A repeat finds the chunks of the first try, and takes those. */
async function keepChunk(
  { store }: WriteCall<'operator'>,
  frozen: {
    audienceId: string;
    chunk: number;
    bitsOf: (chunk: number) => ReturnType<Awaited<ReturnType<typeof loadSet>>['bitsOf']>;
  },
): Promise<number> {
  const { audienceId: key, chunk, bitsOf } = frozen;
  const _id = `${key}:${chunk}`;
  const bits = await bitsOf(chunk);
  const count = popCount(bits);
  try {
    await store.segmentChunks.insert({ _id, key, chunk, bits: storedBits(bits), count, version: 1 });
    return count;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return (await store.segmentChunks.get(_id))?.count ?? 0;
  }
}
