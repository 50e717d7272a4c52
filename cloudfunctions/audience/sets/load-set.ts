import { segmentKey } from '../../../contracts/audience/segment-values';
import { segmentsOf, type SegmentSet } from '../../../contracts/audience/segment-set';
import { refuse } from '../../../contracts/errors';
import type { ReadStore } from '../../kit/store/store';
import { bitsStored, CHUNK_MEMBERS, noBits, type Bits } from '../bitmaps/bits';
import { combined } from '../bitmaps/combined';
import { EVERYONE } from '../segments/built-in';

type Store = Pick<ReadStore, 'segments' | 'segmentChunks' | 'audienceStates'>;

/** A set of segments, chunk by chunk: nothing is asked of a member. */
export interface LoadedSet {
  chunks: number;
  bitsOf: (chunk: number) => Promise<Bits>;
}

/** @throws TuankaError segment_not_found, segment_not_ready for one whose members were never counted */
export async function loadSet(store: Store, set: SegmentSet): Promise<LoadedSet> {
  const keys = new Map<string, string>();
  for (const id of new Set([EVERYONE, ...segmentsOf(set)])) {
    const segment = await store.segments.require(id, 'segment_not_found');
    if (!segment.current) throw refuse('segment_not_ready', id);
    keys.set(id, segmentKey(id, segment.current.version));
  }
  const members = (await store.audienceStates.get('state'))?.members ?? 0;
  return {
    chunks: Math.ceil(members / CHUNK_MEMBERS),
    async bitsOf(chunk) {
      const idOf = (key: string): string => `${key}:${chunk}`;
      const stored = await store.segmentChunks.getMany([...keys.values()].map(idOf));
      const byId = new Map(stored.map(({ _id, bits }) => [_id, bitsStored(bits)]));
      const bits = (id: string): Bits => byId.get(idOf(keys.get(id) ?? '')) ?? noBits();
      return combined(set, bits, bits(EVERYONE));
    },
  };
}
