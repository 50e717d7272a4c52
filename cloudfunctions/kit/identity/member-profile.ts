import type { Gender, ProfilePart } from '../../../contracts/member/profile-values';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';

/** What a member chose to tell of themselves. */
export interface MemberProfile {
  gender: Gender | null;
  birthday: ChinaDate | null;
  birthdaySetAt: Instant | null;
  /** Passed WeChat's check. */
  avatar: MemberPicture | null;
  /** Waits for it. */
  newAvatar: MemberPicture | null;
}
export interface MemberPicture {
  pictureId: string;
  fileId: string;
}

export const NO_PROFILE: MemberProfile = {
  gender: null,
  birthday: null,
  birthdaySetAt: null,
  avatar: null,
  newAvatar: null,
};

/** Of two members that become one: the kept one's, and what only the other told. */
export const profileOfBoth = (kept: MemberProfile, absorbed: MemberProfile): MemberProfile => ({
  gender: kept.gender ?? absorbed.gender,
  ...(kept.birthday === null && absorbed.birthday !== null
    ? { birthday: absorbed.birthday, birthdaySetAt: absorbed.birthdaySetAt }
    : { birthday: kept.birthday, birthdaySetAt: kept.birthdaySetAt }),
  avatar: kept.avatar ?? absorbed.avatar,
  newAvatar: kept.newAvatar ?? absorbed.newAvatar,
});

interface Told {
  nickname: string | null;
  profile: MemberProfile;
}

/** What a complete profile still lacks. */
export function missingParts({ nickname, profile }: Told): ProfilePart[] {
  const parts: readonly [ProfilePart, unknown][] = [
    ['nickname', nickname],
    ['avatar', profile.avatar],
    ['birthday', profile.birthday],
  ];
  return parts.filter(([, value]) => value === null).map(([part]) => part);
}
