import { isMemberId, type MemberId } from '../../../contracts/primitives/ids';
import { pointsText } from '../../../contracts/primitives/points';
import type { PointsAccount } from '../../../contracts/points/points-ledger';
import {
  addMs,
  chinaDateOf,
  chinaEndText,
  DAY_MS,
  instant,
  type Instant,
  wechatTimeText,
} from '../../../contracts/primitives/time';
import { accountAsOf } from '../rules/due-changes';
import { emptyAccount } from '../rules/ledger';
import { sumOf } from '../rules/lots';
import { expiringUntil, type DueStep } from '../rules/reminder-steps';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

const PAGE = 'shopper/pages/points/index';

/** A step of 30, 7 or 1 days has come: to be sent now. Once per member, step and China day. */
export const pointsReminder = (
  memberId: MemberId,
  step: DueStep,
  worthFen: number,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'points_expiry',
    recipient: memberId,
    subjectId: memberId,
    step: `${step.name}-${chinaDateOf(now)}`,
    dueAt: now,
    deadline: step.lastExpiry,
    worthFen,
  });

function sample(...lots: [points: number, expiresAt: number][]): PointsAccount {
  const memberId = `mem_${'0'.repeat(26)}`;
  if (!isMemberId(memberId)) throw new RangeError('sample ids');
  return {
    ...emptyAccount(memberId, instant(0)),
    lots: lots.map(([points, expiresAt], position) => ({
      id: String(position),
      state: 'open',
      points,
      activatesAt: null,
      expiresAt: instant(expiresAt),
      graced: false,
    })),
  };
}

/** What the member has left is looked at when the message is made: spent meanwhile, nothing is sent. */
export const pointsExpiry: ReminderKind<PointsAccount> = {
  name: 'points_expiry',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { points: 'number', expiresAt: 'time', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(account, now, { deadline }) {
    if (!account) return 'missing';
    if (deadline <= now) return 'expired';
    return expiringUntil(accountAsOf(account, now), now, deadline).length > 0 ? null : 'used';
  },
  content([account], now) {
    const lots = account ? expiringUntil(accountAsOf(account, now), now, null) : [];
    const [first] = lots;
    if (!first) throw new RangeError('a reminder without expiring points');
    const next = sumOf(lots.filter(({ expiresAt }) => expiresAt === first.expiresAt));
    return {
      title: '积分快到期了',
      lines: [`${pointsText(next)} 积分 ${chinaEndText(first.expiresAt)} 到期`],
      page: PAGE,
      values: {
        points: String(next),
        expiresAt: wechatTimeText(first.expiresAt),
        tip: '到期后就不能用了，去积分商城看看吧',
      },
    };
  },
  samples: () => [
    [sample([1, SAMPLE_AT])],
    [sample([9_999_999, SAMPLE_AT], [5, addMs(SAMPLE_AT, 4 * DAY_MS)])],
  ],
};
