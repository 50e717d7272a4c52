import type { MemberId, RequestId } from '../../../contracts/primitives/ids';

/** One code of one member: the minute it belongs to and its number within the minute. */
export interface CodeUse {
  memberId: MemberId;
  minute: number;
  turn: number;
}

interface LastUse {
  minute: number;
  turn: number;
  usedBy: RequestId;
}

/**
 * Codes are used in order: the last used one, and every one before it, is refused. The request that used it is not
 * told so when it comes again.
 */
export function isUsedUp(use: CodeUse, last: LastUse | null, requestId: RequestId): boolean {
  if (!last || use.minute > last.minute) return false;
  if (use.minute < last.minute || use.turn < last.turn) return true;
  return use.turn === last.turn && last.usedBy !== requestId;
}

/** Of two last uses the one up to which codes are refused. */
export const laterUse = <Use extends LastUse>(one: Use, other: Use): Use =>
  other.minute > one.minute || (other.minute === one.minute && other.turn > one.turn) ? other : one;

/** The number of the code to show in this minute: one more than the last that was used in it. */
export const nextTurn = (minute: number, last: LastUse | null): number =>
  last?.minute === minute ? last.turn + 1 : 0;
