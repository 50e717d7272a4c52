import { bitsStored, chunkOf, hasBit, noBits, popCount } from '../../../cloudfunctions/audience/bitmaps/bits';
import { judge } from '../../../cloudfunctions/audience/rules/judge';
import { definitionsOf } from '../../../cloudfunctions/audience/segments/definitions';
import type { LocalCloud } from '../../../local/server';
import { checkoutOf } from '../points-stage';
import { documentsOf } from '../stage';

/** Who is kept in which segment, and who would be by a recount of everybody by every rule; nothing where both are the same. */
export function segmentDifferences(cloud: LocalCloud, what: 'members' | 'bitmaps' = 'bitmaps'): string[] {
  const now = checkoutOf(cloud).now();
  const segments = documentsOf(cloud, 'segments');
  const { kept, ruleOf } = definitionsOf(segments);
  const isCounting = (key: string) =>
    segments.some(({ _id, next }) => next?.build.doneAt === null && key === `${_id}@${next.version}`);
  const chunks = new Map(documentsOf(cloud, 'segmentChunks').map((chunk) => [chunk._id, chunk]));
  const found: string[] = [];
  for (const { key, rule } of kept.filter((version) => !isCounting(version.key))) {
    const members = documentsOf(cloud, 'features').map(({ of, bucket, ...one }) => ({
      ...one,
      due: of !== null && judge(rule, { of, bucket }, now, ruleOf).value,
    }));
    for (const { _id, seq, segments: stands, due } of members) {
      const chunk = chunks.get(`${key}:${chunkOf(seq)}`);
      const bit = hasBit(chunk ? bitsStored(chunk.bits) : noBits(), seq);
      if (stands.includes(key) !== due) found.push(`${key} ${_id}: kept ${!due}`);
      if (what === 'bitmaps' && bit !== due) found.push(`${key} ${_id}: bit ${bit}`);
    }
    if (what === 'members') continue;
    const total = members.filter(({ due }) => due).length;
    const counted = documentsOf(cloud, 'segmentCounts').find(({ _id }) => _id === key)?.total ?? 0;
    const bits = [...chunks.values()].filter((chunk) => chunk.key === key);
    const popped = bits.reduce((sum, chunk) => sum + popCount(bitsStored(chunk.bits)), 0);
    if (counted !== total || popped !== total)
      found.push(`${key}: ${counted} counted, ${popped} bits, ${total} due`);
  }
  return found;
}
