import { ULID_ALPHABET } from '../../contracts/primitives/codes/alphabets';
import { isMemberId, type MemberId } from '../../contracts/primitives/ids';

const digit = (n: number, place: number): string => ULID_ALPHABET[Math.floor(n / place) % 32] ?? '0';

/** For crowds that are written instead of joining: one id for each number below 32⁴, a little more than a million, in their order. */
export function numberedMemberId(n: number): MemberId {
  const digits = [32_768, 1024, 32, 1].map((place) => digit(n, place)).join('');
  const id = `mem_01ARZ3NDEKTSV4RRFFQ69G${digits}`;
  if (!isMemberId(id)) throw new RangeError(id);
  return id;
}
