import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { bitsStored, chunkOf, hasBit } from '../bitmaps/bits';
import { judge } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';

type Stored = DocumentOf<'features'>;

/**
 * In which versions each of these is kept and should not be, or is not and should; and whose bit says another thing than their features. What
 * time has changed and was not looked at yet is no difference, nor is a version whose members are still being told.
 */
export async function recountSegments(
  store: Pick<ReadStore, 'segments' | 'segmentChunks'>,
  stored: readonly Stored[],
  now: Instant,
): Promise<Map<Stored['_id'], string[]>> {
  const { kept, ruleOf } = await loadDefinitions(store);
  const told = kept.filter(({ isTold }) => isTold);
  const chunks = [...new Set(stored.map(({ seq }) => chunkOf(seq)))];
  const ids = told.flatMap(({ key }) => chunks.map((chunk) => `${key}:${chunk}`));
  const bits = new Map(
    (await store.segmentChunks.getMany(ids)).map(({ _id, bits }) => [_id, bitsStored(bits)]),
  );
  return new Map(
    stored.map(({ _id, seq, bucket, of, segments, nextEvalAt }) => {
      const isDue = nextEvalAt !== null && nextEvalAt <= now;
      const what = told.flatMap(({ key, rule }) => {
        const stands = segments.includes(key);
        const chunk = bits.get(`${key}:${chunkOf(seq)}`);
        const isCounted = chunk !== undefined && hasBit(chunk, seq);
        const value = of !== null && judge(rule, { of, bucket }, now, ruleOf).value;
        return [
          ...(stands !== value && !isDue ? [key] : []),
          ...(stands !== isCounted ? [`bit:${key}`] : []),
        ];
      });
      return [_id, what];
    }),
  );
}
