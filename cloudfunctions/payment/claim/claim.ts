import type { ErrorCode } from '../../../contracts/errors';
import { chinaEndText, type Instant } from '../../../contracts/primitives/time';

export interface ClaimClock {
  status: 'waiting' | 'claimed' | 'withdrawn';
  expiresAt: Instant;
  claimedAt: Instant | null;
}

export type ClaimState = 'waiting' | 'claimed' | 'expired' | 'withdrawn';

/** Collectable while `now < expiresAt`, whatever any job did. */
export function claimStateOf(claim: ClaimClock, now: Instant): ClaimState {
  if (claim.status !== 'waiting') return claim.status;
  return now < claim.expiresAt ? 'waiting' : 'expired';
}

/** Why it cannot be claimed, in plain words and by name; null while it can. */
export function claimRefusal(claim: ClaimClock, now: Instant): { code: ErrorCode; text: string } | null {
  switch (claimStateOf(claim, now)) {
    case 'waiting':
      return null;
    case 'expired':
      return { code: 'claim_expired', text: `领卡资格已于 ${chinaEndText(claim.expiresAt)} 过期` };
    case 'withdrawn':
      return { code: 'claim_withdrawn', text: '订单已退款，领卡资格已收回' };
    case 'claimed':
      return { code: 'claim_already_used', text: '这张会员卡已经领过了' };
  }
}
