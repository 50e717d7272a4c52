import { ULID_ALPHABET } from '../../contracts/primitives/codes/alphabets';
import { isMemberId, type MemberId } from '../../contracts/primitives/ids';

const digit = (n: number, place: number): string => ULID_ALPHABET[Math.floor(n / place) % 32] ?? '0';

/** For crowds that are written instead of joining: one id for each number below 32 768, in their order. */
export function numberedMemberId(n: number): MemberId {
  const id = `mem_01ARZ3NDEKTSV4RRFFQ69G5${digit(n, 1024)}${digit(n, 32)}${digit(n, 1)}`;
  if (!isMemberId(id)) throw new RangeError(id);
  return id;
}
