import type { ReadCall } from '../../kit/host/call';
import { readLeaderNames } from '../../leader/team/read-code-owner';
import { viewMember } from './view';

/** The member's own profile and through whom they joined. */
export async function readProfile({ store, member }: ReadCall<'member'>) {
  const leader = member.attribution && (await store.leaders.get(member.attribution.leaderId));
  return {
    member: viewMember(member),
    joinedThrough: leader && (await readLeaderNames(store, leader)),
  };
}
