import { segmentKey } from '../../../contracts/audience/segment-values';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadStore } from '../../kit/store/store';

/**
 * Which of some segments each of a page's members is in, by the version in force: what stands with what is known of them, as of
 * some minutes ago. Of a segment that has none yet nobody is a member.
 */
export async function loadSegments(
  store: Pick<ReadStore, 'segments' | 'features'>,
  members: readonly { _id: MemberId }[],
  segmentIds: readonly string[],
): Promise<Map<MemberId, string[]>> {
  if (segmentIds.length === 0 || members.length === 0) return new Map();
  const [segments, features] = await Promise.all([
    store.segments.getMany([...segmentIds]),
    store.features.getMany(members.map(({ _id }) => _id)),
  ]);
  const idOfKey = new Map<string, string>(
    segments.flatMap(({ _id, current }) =>
      current ? [[segmentKey(_id, current.version), _id] as const] : [],
    ),
  );
  return new Map(
    features.map(({ _id, segments: keys }) => [
      _id,
      keys.map((key) => idOfKey.get(key)).filter((id) => id !== undefined),
    ]),
  );
}
