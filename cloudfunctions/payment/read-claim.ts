import { refuse } from '../../contracts/errors';
import type { ClaimId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { viewPack } from '../coupon/pack';
import { findMember, keysOf } from '../kit/identity/find-member';
import type { Caller } from '../kit/host/caller';
import type { ReadCall } from '../kit/host/call';
import type { DocumentOf } from '../kit/store/schema';
import type { ReadStore } from '../kit/store/store';
import { claimRefusal, claimStateOf } from './claim';

type Claim = DocumentOf<'cardClaims'>;

/** @throws TuankaError claim_not_found, also for somebody else's */
export async function requireOwnClaim(
  store: Pick<ReadStore, 'cardClaims'>,
  caller: Caller,
  claimId: ClaimId,
): Promise<Claim> {
  const claim = await store.cardClaims.require(claimId, 'claim_not_found');
  if (!keysOf(caller).some((key) => claim.keys.includes(key))) throw refuse('claim_not_found', claimId);
  return claim;
}

/** A claim with all it gives, as it was promised. */
export async function readClaim(
  { store, caller, settings, now }: ReadCall,
  { claimId }: { claimId: ClaimId },
) {
  const [claim, { memberId }] = await Promise.all([
    requireOwnClaim(store, caller, claimId),
    findMember(store, caller),
  ]);
  const { plan, pack } = claim;
  const viewer: 'guest' | 'member' = memberId ? 'member' : 'guest';
  return {
    claimId,
    state: claimStateOf(claim, now),
    reason: claimRefusal(claim, now)?.text ?? null,
    brandName: settings.merchantName,
    offer: {
      plan: { planId: plan._id, name: plan.name, benefits: plan.benefits },
      packName: pack?.name ?? '',
      coupons: viewPack(pack?.items ?? []),
    },
    expiresAt: claim.expiresAt,
    viewer,
    now,
  };
}

/** The claim that waits for the caller, for the banner on the home page; null when none does. */
export async function readWaitingClaim(
  store: Pick<ReadStore, 'cardClaims'>,
  payerKey: string,
  now: Instant,
): Promise<Claim | null> {
  const { items } = await store.cardClaims.find({
    where: { payerKey, status: 'waiting' },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: 1,
  });
  return items.find((claim) => claimRefusal(claim, now) === null) ?? null;
}
