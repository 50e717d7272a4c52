import type { MemberId } from '../../../contracts/primitives/ids';
import { spread } from '../../kit/ids/spread';

/** Members are told apart by chance in so many parts. */
export const PARTS = 1000;

/** By chance, and for ever; the two know nothing of each other. */
export function partsOf(id: MemberId): { bucket: number; sample: number } {
  const drawn = spread(id);
  return { bucket: drawn % PARTS, sample: Math.floor(drawn / PARTS) % PARTS };
}
