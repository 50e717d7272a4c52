import { refuse } from '../../../contracts/errors';
import { newInviteCode } from '../../kit/ids/new-id';
import type { WriteCall } from '../../kit/host/call';
import { Duplicate } from '../../kit/store/store-error';
import { inviterName } from '../rules/friend-name';
import { newInviter, readLeaderCode, type Inviter } from '../join/load-inviter';
import { readRule } from '../join/read-rule';
import { giftText } from '../rules/reward';
import { inviteeLines, inviterGifts, inviteRuleLines } from '../rules/rule-text';
import { isInForce, progressOf } from '../rules/standing';

/** The page an invite opens; it must exist in the published mini-program (platform-facts, section 3). */
export const JOIN_PAGE = 'pages/join/index';

/** 邀请有礼. Two database calls, three more for the first visit, which makes the code. */
export async function readHome(call: WriteCall<'member'>) {
  const { store, member, settings, now } = call;
  const [known, rule, leaderCode] = await Promise.all([
    store.inviters.get(member._id),
    readRule(store),
    readLeaderCode(store, member),
  ]);
  const inviter = known && !known.needsCode ? known : await openInviter(call);
  const current = rule && isInForce(rule, now) ? rule : null;
  const count = rule ? progressOf(rule, inviter) : 0;
  return {
    rule: current && {
      version: current.version,
      lines: inviteRuleLines(current),
      inviterGifts: inviterGifts(current),
      inviteeGifts: inviteeLines(current),
      until: current.until,
    },
    inviteCode: inviter.code,
    shownName: inviterName(inviter.shownName, member),
    brandName: settings.merchantName,
    page: JOIN_PAGE,
    leaderCode,
    friends: inviter.friends,
    counted: count,
    milestones: (current?.milestones ?? []).map(({ friends, gift }) => ({
      friends,
      gift: giftText(gift),
      reached: inviter.milestones.some((step) => step.friends === friends && step.rewardId !== null),
    })),
    milestonesCount: rule?.milestonesCount ?? ('registered' as const),
    now,
  };
}

const ATTEMPTS = 4;

/** A member has one code in force; of two first visits at once the second finds the first one's. */
async function openInviter({ store, member, now }: WriteCall<'member'>): Promise<Inviter> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const code = newInviteCode();
    try {
      return await store.transact(async (transaction) => {
        const known = await transaction.inviters.get(member._id);
        if (known && !known.needsCode) return known;
        const inviter = { ...(known ?? newInviter(member._id, code)), code, needsCode: false };
        await transaction.inviteCodes.insert({
          _id: code,
          memberId: member._id,
          createdAt: now,
          revokedAt: null,
        });
        if (known) await transaction.inviters.replace(inviter);
        else await transaction.inviters.insert(inviter);
        return inviter;
      });
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
  throw refuse('busy', 'invite code');
}
