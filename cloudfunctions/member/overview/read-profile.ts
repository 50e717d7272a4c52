import type { ReadCall } from '../../kit/host/call';
import { cloudFiles } from '../../kit/store/cloud-files';
import { readLeaderNames } from '../../leader/team/read-code-owner';
import { viewMember } from './view';

/** The member's own profile and through whom they joined. */
export async function readProfile({ store, member }: ReadCall<'member'>) {
  const shown = member.profile.newAvatar ?? member.profile.avatar;
  const [leader, avatarUrl] = await Promise.all([
    member.attribution && store.leaders.get(member.attribution.leaderId),
    shown && cloudFiles.urlOf(shown.fileId),
  ]);
  return {
    member: viewMember(member),
    avatarUrl,
    joinedThrough: leader && (await readLeaderNames(store, leader)),
  };
}
