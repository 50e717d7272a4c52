import type { PointsAccount } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** Where a member stands, kept on their points account. */
export type Standing = Pick<PointsAccount, 'standing'>;

const PAGE = 'shopper/pages/tier/index';
const NEWS_MS = 7 * DAY_MS;
const WORTH_FEN = 2000;

/** 等级变动: written in the transaction that changes `standing.tier`. Several that are due together are one message. @param change tells changes of one day apart */
export const tierNotice = (memberId: MemberId, change: number, now: Instant): ScheduledReminder =>
  newReminder({
    kind: 'tier_changed',
    recipient: memberId,
    subjectId: memberId,
    step: `${chinaDateOf(now)}-${change}`,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: WORTH_FEN,
  });

const sample = (tier: string): Standing => ({ standing: { tier, tierId: 2, birthday: null } });

/** Says the tier the member has when it is sent. */
export const tierChanged: ReminderKind<Standing> = {
  name: 'tier_changed',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(account, now, { deadline }) {
    if (!account) return 'missing';
    if (account.standing.tier === null) return 'withdrawn';
    return now < deadline ? null : 'expired';
  },
  content([account]) {
    const tier = account?.standing.tier;
    if (!tier) throw new RangeError('a notice without a tier');
    return {
      title: `你现在是「${tier}」`,
      lines: [`会员等级变为「${tier}」，权益已经更新`],
      page: PAGE,
      values: { title: `会员等级：${tier}`, tip: '权益已经更新，点开看看' },
    };
  },
  samples: () => [[sample('金')], [sample('一二三四五六七八九十一二三四五六七八九十')]],
};
