import type { SegmentSet } from '../../../contracts/audience/segment-set';
import type { ReadCall } from '../../kit/host/call';
import { popCount } from '../bitmaps/bits';
import { countedUpTo } from '../segments/fold-changes';
import { loadSet } from './load-set';

/** How many members are in a set of segments, exactly as of when: a read for each 65,536 members. */
export async function countSet({ store, now }: ReadCall<'operator'>, { set }: { set: SegmentSet }) {
  const asOf = await countedUpTo({ store, now });
  const { chunks, bitsOf } = await loadSet(store, set);
  let members = 0;
  for (let chunk = 0; chunk < chunks; chunk += 1) members += popCount(await bitsOf(chunk));
  return { members, asOf };
}
