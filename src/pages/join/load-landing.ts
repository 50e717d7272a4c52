import type { MemberApi } from '@contracts/member/member';
import type { LeaderCode } from '@contracts/primitives/ids';
import type { ReferralApi } from '@contracts/referral/referral';
import type { LandingCodes } from '@/platform/opening/landing';
import { memberService, referralService } from '@/services';

type Invite = ReturnType<ReferralApi['openInvite']>;

export type Landing = ReturnType<MemberApi['resolveCode']> & {
  /** Null: no friend's code, or it could not be looked up; joining goes on either way. */
  invite: Invite | null;
  /** What the join is to name: the link's own leader, else the friend's. */
  leaderCode: LeaderCode | null;
};

/** Who stands behind the codes, and what joining gives. A link without a leader leads into the friend's team. */
export async function loadLanding({ leaderCode, inviteCode }: LandingCodes): Promise<Landing> {
  const opening =
    leaderCode === null && inviteCode === null
      ? Promise.resolve(null)
      : referralService.openInvite({ leaderCode, inviteCode }).catch(() => null);
  if (leaderCode !== null) {
    const [landing, invite] = await Promise.all([memberService.resolveCode({ leaderCode }), opening]);
    return { ...landing, invite, leaderCode };
  }
  const invite = await opening;
  const friends = invite?.leaderCode ?? null;
  return { ...(await memberService.resolveCode({ leaderCode: friends })), invite, leaderCode: friends };
}
