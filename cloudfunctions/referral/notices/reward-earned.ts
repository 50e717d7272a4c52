import type { MemberId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { reasonText } from '../rules/reason-text';
import type { InviteReward } from '../rules/reward';
import { rewardTitle } from '../pages/view';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** A reward of an invite, as it stands when the message is written. */
export type DecidedReward = Pick<
  InviteReward,
  'side' | 'event' | 'milestone' | 'gift' | 'state' | 'reason' | 'decidedAt'
>;

const COUPONS_PAGE = 'shopper/pages/coupons/index';
const INVITE_PAGE = 'shopper/pages/invite/index';
const NEWS_MS = 3 * DAY_MS;
const PACK_WORTH_FEN = 1000;

const noticeOf = (
  { _id, gift }: Pick<InviteReward, '_id' | 'gift'>,
  step: string,
  memberId: MemberId,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'reward_earned',
    recipient: memberId,
    subjectId: _id,
    step,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: gift.points ?? PACK_WORTH_FEN,
  });

type Told = Pick<InviteReward, '_id' | 'gift' | 'grants'>;

/** 奖励到账, told in the transaction that gives the reward: once each time it is given. @param reward before that */
export const rewardNotice = (reward: Told, memberId: MemberId, now: Instant): ScheduledReminder =>
  noticeOf(reward, String(reward.grants + 1), memberId, now);

/** 奖励收回, in the transaction that takes coupons back; of points the ledger tells itself (`points_changed`). */
export const takenBackNotice = (reward: Told, memberId: MemberId, now: Instant): ScheduledReminder =>
  noticeOf(reward, `${reward.grants}-back`, memberId, now);

const isGiven = ({ state }: DecidedReward): boolean => state === 'delivered';

const lineOf = (reward: DecidedReward): string => {
  const what = `${rewardTitle(reward)}：${reward.gift.text}`;
  return isGiven(reward) || !reward.reason ? what : `${what} · ${reasonText(reward.reason)}`;
};

/** Whoever was invited is welcomed, whoever invited is thanked. */
function words(rewards: readonly DecidedReward[]): { title: string; short: string; tip: string } {
  const given = rewards.filter(isGiven);
  if (given.length === 0)
    return { title: '邀请奖励收回了', short: '邀请奖励收回', tip: '条件不再满足，详情见邀请有礼' };
  if (given.every(({ side }) => side === 'invitee'))
    return { title: '新人礼到账了', short: '新人礼', tip: '欢迎加入，快去看看吧' };
  return { title: '邀请奖励到账了', short: '邀请奖励', tip: '谢谢你带朋友来，快去看看吧' };
}

const sample = (text: string, more: Partial<DecidedReward> = {}): DecidedReward => ({
  side: 'inviter',
  event: 'registered',
  milestone: null,
  gift: { kind: 'points', points: points(1), text },
  state: 'delivered',
  reason: null,
  decidedAt: instant(0),
  ...more,
});

export const rewardEarned: ReminderKind<DecidedReward> = {
  name: 'reward_earned',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(reward, now, { deadline }) {
    if (reward === null || reward.decidedAt === null) return 'missing';
    // Something came in between: a reward taken back before anybody was told of it is no news.
    const stands = reward.state === 'delivered' || reward.state === 'reversed';
    if (!stands || addMs(reward.decidedAt, NEWS_MS) !== deadline) return 'withdrawn';
    return now < deadline ? null : 'expired';
  },
  content(rewards) {
    if (rewards.length === 0) throw new RangeError('a notice without a reward');
    const { title, short, tip } = words(rewards);
    const told = rewards.some(isGiven) ? rewards.filter(isGiven) : rewards;
    return {
      title,
      lines: rewards.map(lineOf),
      page: told.some(({ gift }) => gift.kind === 'pack') ? COUPONS_PAGE : INVITE_PAGE,
      values: { title: `${short} ${told.map(({ gift }) => gift.text).join('、')}`, tip },
    };
  },
  samples: () => [
    [sample('1 积分')],
    [sample('新人礼包（4 张券）', { side: 'invitee' })],
    [sample('9,999,999 积分'), sample('一二三四五六七八九十一二三四五六七八九十（10 张券）')],
    [sample('100 积分', { state: 'reversed', reason: 'order_refunded' })],
  ],
};
