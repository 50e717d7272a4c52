import type { LeaderCode } from '../../contracts/primitives/ids';
import { readJoinOffer, viewJoinOffer } from '../card/read-join-offer';
import { findMember } from '../kit/identity/find-member';
import type { ReadCall } from '../kit/host/call';
import { readCodeOwner, readLeaderNames } from './read-leader';

/** What the landing page shows. @throws TuankaError offer_not_open */
export async function resolveCode(
  { store, caller, settings }: ReadCall,
  { leaderCode }: { leaderCode: LeaderCode | null },
) {
  const [owner, offer, { memberId }] = await Promise.all([
    readCodeOwner(store, leaderCode),
    readJoinOffer(store),
    findMember(store, caller),
  ]);
  const names = owner.state === 'active' && owner.leader ? await readLeaderNames(store, owner.leader) : null;
  const viewer: 'member' | 'guest' = memberId ? 'member' : 'guest';
  return {
    codeState: owner.state,
    brandName: settings.merchantName,
    leader: names && { name: names.leaderName, storeName: names.storeName },
    offer: viewJoinOffer(offer),
    viewer,
  };
}
