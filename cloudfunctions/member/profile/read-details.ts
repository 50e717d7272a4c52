import { missingParts } from '../../kit/identity/member-profile';
import type { ReadCall } from '../../kit/host/call';
import { cloudFiles } from '../../kit/store/cloud-files';
import { readAccount } from '../../points/book/load-book';
import { readRule } from '../../points/book/read-rule';
import { birthdayFixedUntil } from './birthday';

/** Everything the profile page shows: what was told, what is missing, and what completing it earns. */
export async function readDetails({ store, member, now }: ReadCall<'member'>) {
  const { nickname, profile } = member;
  const shown = profile.newAvatar ?? profile.avatar;
  const [rule, account, url] = await Promise.all([
    readRule(store, now),
    readAccount(store, member._id),
    shown && cloudFiles.urlOf(shown.fileId),
  ]);
  const earns = rule?.events.profile ?? 0;
  return {
    nickname,
    gender: profile.gender,
    birthday: profile.birthday,
    birthdayFixedUntil: birthdayFixedUntil(profile, now),
    avatar: url ? { url, state: profile.newAvatar ? ('waiting' as const) : ('shown' as const) } : null,
    missing: missingParts(member),
    reward: rule && earns > 0 ? { points: rule.events.profile, isGiven: isGiven(account, member) } : null,
    now,
  };
}

const isGiven = (
  account: Awaited<ReturnType<typeof readAccount>>,
  { returned }: { returned: boolean },
): boolean => returned || (account !== null && account.gifts.profile !== null);
