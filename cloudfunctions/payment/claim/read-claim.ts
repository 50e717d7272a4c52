import type { JoinOffer } from '../../../contracts/card/card';
import { refuse } from '../../../contracts/errors';
import type { ClaimId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { viewPack } from '../../coupon/rules/pack';
import { readPackRefusal } from '../../coupon/issue/read-pack-refusal';
import { findMember, keysOf } from '../../kit/person/find-member';
import type { Caller } from '../../kit/host/caller';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { claimRefusal, claimStateOf } from './claim';
import { markerOf } from './decide-first-payment';

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

/** What the claim gives, as it was promised. */
export const viewClaimOffer = ({
  plan,
  pack,
}: Pick<Claim, 'plan' | 'pack'>): Omit<JoinOffer, 'packRefusal'> => ({
  plan: { planId: plan._id, name: plan.name, benefits: plan.benefits },
  packName: pack?.name ?? '',
  coupons: viewPack(pack?.items ?? []),
});

/** A claim with all it gives, as it was promised. */
export async function readClaim(
  { store, caller, settings, now }: ReadCall,
  { claimId }: { claimId: ClaimId },
) {
  const [claim, { memberId }] = await Promise.all([
    requireOwnClaim(store, caller, claimId),
    findMember(store, caller),
  ]);
  const viewer: 'guest' | 'member' = memberId ? 'member' : 'guest';
  return {
    claimId,
    state: claimStateOf(claim, now),
    reason: claimRefusal(claim, now)?.text ?? null,
    brandName: settings.merchantName,
    offer: {
      ...viewClaimOffer(claim),
      packRefusal: await readPackRefusal(store, claim.pack?.items ?? [], now),
    },
    expiresAt: claim.expiresAt,
    viewer,
    now,
  };
}

/**
 * The claim that waits for the caller, found through their first payment: one call, two when there was one. Joining by
 * any path takes it; null when none waits.
 */
export async function readWaitingClaim(
  store: Pick<ReadStore, 'firstPayments' | 'cardClaims'>,
  caller: Caller,
  now: Instant,
): Promise<Claim | null> {
  const payments = await store.firstPayments.getMany(keysOf(caller).map(markerOf));
  const claimId = payments.find((payment) => payment.claimId !== null)?.claimId;
  const claim = claimId ? await store.cardClaims.get(claimId) : null;
  return claim && claimRefusal(claim, now) === null ? claim : null;
}
