import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  nextChinaMinute,
  type Instant,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import type { Standing } from '../../growth/notices/tier-changed';

const PAGE = 'pages/home/index';
const WORTH_FEN = 1000;
const GREETING_MINUTE = 9 * 60;

/**
 * 生日祝福 at nine in the morning, once a year; written by whoever finds that it is the member's birthday or gives the
 * birthday's coupons.
 */
export function birthdayNotice(memberId: MemberId, now: Instant): ScheduledReminder {
  const nine = nextChinaMinute(now, GREETING_MINUTE);
  const today = chinaDateOf(now);
  return newReminder({
    kind: 'birthday',
    recipient: memberId,
    subjectId: memberId,
    step: today.slice(0, 4),
    // Found later in the day: at once.
    dueAt: chinaDateOf(nine) === today ? nine : now,
    deadline: addMs(now, DAY_MS),
    worthFen: WORTH_FEN,
  });
}

const sample: Standing = { standing: { tier: null, birthday: '11-21' } };

export const birthday: ReminderKind<Standing> = {
  name: 'birthday',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(account, now, { deadline }) {
    if (!account || account.standing.birthday === null) return 'missing';
    return now < deadline ? null : 'expired';
  },
  content: () => ({
    title: '生日快乐',
    lines: ['今天是你的生日，祝你开心', '生日礼遇放在首页了'],
    page: PAGE,
    values: { title: '生日快乐', tip: '生日礼遇放在首页了，点开看看' },
  }),
  samples: () => [[sample]],
};
