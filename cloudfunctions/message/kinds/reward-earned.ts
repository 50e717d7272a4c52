import type { MemberId } from '../../../contracts/primitives/ids';
import { pointsText } from '../../../contracts/primitives/points';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../reminder';
import type { ReminderKind } from '../reminder-kind';

/** What somebody got for a friend's real action: points by an entry of the ledger, or coupons by a grant. */
export type EarnedReward = { points: number; reason: string } | { coupons: number };

const COUPONS_PAGE = 'shopper/pages/coupons/index';
const HOME_PAGE = 'pages/home/index';
const NEWS_MS = 3 * DAY_MS;

/**
 * 奖励到账, told in the transaction that gives the reward.
 * @param rewardId the points entry or the coupon grant: told once each, skipped when it was taken back
 */
export const rewardNotice = (
  rewardId: string,
  memberId: MemberId,
  worthFen: number,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'reward_earned',
    recipient: memberId,
    subjectId: rewardId,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen,
  });

const textOf = (reward: EarnedReward): string =>
  'points' in reward ? `${pointsText(reward.points)} 积分` : `${reward.coupons} 张优惠券`;

export const rewardEarned: ReminderKind<EarnedReward> = {
  name: 'reward_earned',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason: (reward, now, { deadline }) =>
    reward === null ? 'missing' : now < deadline ? null : 'expired',
  content(rewards) {
    const [first] = rewards;
    if (!first) throw new RangeError('a notice without a reward');
    const texts = rewards.map(textOf);
    return {
      title: '邀请奖励到账了',
      lines: rewards.map((reward) =>
        'points' in reward ? `${textOf(reward)} · ${reward.reason}` : textOf(reward),
      ),
      page: rewards.some((reward) => 'coupons' in reward) ? COUPONS_PAGE : HOME_PAGE,
      values: { title: `邀请奖励 ${texts.join('、')}`, tip: '谢谢你带朋友来，快去看看吧' },
    };
  },
  samples: [
    [{ points: 1, reason: '邀请好友' }],
    [{ coupons: 4 }],
    [{ points: 9_999_999, reason: '邀请好友' }, { coupons: 10 }],
  ],
};
