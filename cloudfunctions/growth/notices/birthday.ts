import type { TierGift } from '../../../contracts/growth/growth-ledger';
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
import type { Standing } from './tier-changed';

/** Somebody with their birthday, or the gift they have for it. */
export type Celebrated = Standing | Pick<TierGift, 'state' | 'coupons'>;

const HOME = 'pages/home/index';
const COUPONS = 'shopper/pages/coupons/index';
const WORTH_FEN = 1000;
const GREETING_MINUTE = 9 * 60;

/**
 * 生日祝福 at nine in the morning, once a year: written by whoever finds the birthday, or gives its gift, which is then what it is about.
 * @param giftId null: there is none
 */
export function birthdayNotice(memberId: MemberId, giftId: string | null, now: Instant): ScheduledReminder {
  const nine = nextChinaMinute(now, GREETING_MINUTE);
  const today = chinaDateOf(now);
  return newReminder({
    kind: 'birthday',
    recipient: memberId,
    subjectId: giftId ?? memberId,
    step: today.slice(0, 4),
    // Found later in the day: at once.
    dueAt: chinaDateOf(nine) === today ? nine : now,
    deadline: addMs(now, DAY_MS),
    worthFen: WORTH_FEN,
  });
}

const hasGift = (celebrated: Celebrated | undefined): boolean =>
  celebrated !== undefined && 'coupons' in celebrated && celebrated.state === 'given';

export const birthday: ReminderKind<Celebrated> = {
  name: 'birthday',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(celebrated, now, { deadline }) {
    if (!celebrated || ('standing' in celebrated && celebrated.standing.birthday === null)) return 'missing';
    return now < deadline ? null : 'expired';
  },
  content(subjects) {
    const tip = subjects.some(hasGift) ? '生日礼放在卡包里了' : '今天也要开心';
    return {
      title: '生日快乐',
      lines: ['今天是你的生日，祝你开心', tip],
      page: subjects.some(hasGift) ? COUPONS : HOME,
      values: { title: '生日快乐', tip },
    };
  },
  samples: () => [
    [{ standing: { tier: null, tierId: null, birthday: '11-21' } }],
    [{ state: 'given', coupons: 3 }],
  ],
};
