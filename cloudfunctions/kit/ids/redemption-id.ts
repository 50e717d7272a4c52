import { createHmac } from 'node:crypto';
import {
  isRedemptionId,
  type MemberId,
  type RedemptionId,
  type RequestId,
} from '../../../contracts/primitives/ids';
import { pickupCode } from '../../../contracts/primitives/codes/pickup-code';

/**
 * A redemption is named by its pick-up code, and the code is made from who asked and in which request: a repeated request
 * finds the same redemption, and nobody can choose a code or guess another's.
 * @param attempt more than 0 when the code was another redemption's, by chance
 */
export function redemptionIdFor(
  key: Buffer,
  memberId: MemberId,
  requestId: RequestId,
  attempt: number,
): RedemptionId {
  const digest = createHmac('sha256', key).update(`pickup:${memberId}:${requestId}:${attempt}`).digest();
  const payload = String(digest.readBigUInt64BE(0) % 10_000_000_000n).padStart(10, '0');
  const id = `rdm_${pickupCode(payload)}`;
  if (!isRedemptionId(id)) throw new RangeError(`not a redemption id: ${id}`);
  return id;
}
