import type { SegmentSet } from '../../../contracts/audience/segment-set';
import { anyBit, everyBit, without, type Bits } from './bits';

/** Who of a chunk is in a set of segments. @param everybody who there is: "not" is the others of them */
export function combined(set: SegmentSet, bitsOf: (segmentId: string) => Bits, everybody: Bits): Bits {
  const inner = (one: SegmentSet): Bits => combined(one, bitsOf, everybody);
  if ('segment' in set) return everyBit([bitsOf(set.segment), everybody]);
  if ('not' in set) return without(everybody, inner(set.not));
  return 'all' in set ? everyBit(set.all.map(inner)) : anyBit(set.any.map(inner));
}
