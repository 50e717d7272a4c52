import type { LeaderCode } from '../../../contracts/primitives/ids';
import { readJoinOffer, requireOpen, viewJoinOffer } from '../../card/read-join-offer';
import { readPackRefusal } from '../../coupon/issue/read-pack-refusal';
import { findMember } from '../../kit/person/find-member';
import type { Opening, ReadCall } from '../../kit/host/call';
import { readCharterInForce } from '../../growth/charter/read-charter';
import { keepHeldCharter } from '../../growth/charter/read-held-charter';
import { readWaitingClaim, viewClaimOffer } from '../../payment/claim/read-claim';
import { readCodeOwner, readLeaderNames } from '../../leader/team/read-code-owner';

/** What the landing page shows. @throws TuankaError offer_not_open */
export async function resolveCode(
  { store, caller, now }: Opening<ReadCall>,
  { leaderCode }: { leaderCode: LeaderCode | null },
) {
  const [owner, usual, claim, { memberId }, charter] = await Promise.all([
    readCodeOwner(store, leaderCode),
    readJoinOffer(store),
    readWaitingClaim(store, caller, now),
    findMember(store, caller),
    readCharterInForce(store, now),
  ]);
  const names = owner.state === 'active' && owner.leader ? await readLeaderNames(store, owner.leader) : null;
  // What joining will issue: the card a first payment promised comes instead of the usual one.
  const waiting = memberId ? null : claim;
  const given = waiting ?? requireOpen(usual);
  const packRefusal = memberId ? null : await readPackRefusal(store, given.pack?.items ?? [], now);
  const viewer: 'member' | 'guest' = memberId ? 'member' : 'guest';
  return {
    codeState: owner.state,
    leader: names && { name: names.leaderName, storeName: names.storeName },
    offer: { ...(waiting ? viewClaimOffer(waiting) : viewJoinOffer(requireOpen(usual))), packRefusal },
    claim: waiting && { expiresAt: waiting.expiresAt },
    viewer,
    charter: charter && toBeAgreed(charter.version),
  };
}

/** Whoever joins from this page agrees to it. */
function toBeAgreed(version: string): string {
  keepHeldCharter(version);
  return version;
}
