import type { TierGift } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  endOfChinaDay,
  instant,
  nextChinaMinute,
  type Instant,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import type { Standing } from './tier-changed';

/** Somebody with their birthday, or the gift they have for it. */
export type Celebrated = Standing | Pick<TierGift, 'state' | 'coupons' | 'at'>;

const HOME = 'pages/home/index';
const COUPONS = 'shopper/pages/coupons/index';
const NEWS_MS = 7 * DAY_MS;
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
    // Nobody is greeted on another day; that there is a gift is worth knowing then, too.
    deadline: giftId === null ? endOfChinaDay(now) : addMs(now, NEWS_MS),
    worthFen: WORTH_FEN,
  });
}

const hasGift = (celebrated: Celebrated | undefined): boolean =>
  celebrated !== undefined && 'coupons' in celebrated && celebrated.state === 'given';

/** It is not the day any more: the message waited for the morning. */
const isOver = (celebrated: Celebrated | null, now: Instant): boolean =>
  celebrated !== null && 'at' in celebrated && chinaDateOf(celebrated.at) !== chinaDateOf(now);

export const birthday: ReminderKind<Celebrated> = {
  name: 'birthday',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(celebrated, now, { deadline }) {
    if (!celebrated || ('standing' in celebrated && celebrated.standing.birthday === null)) return 'missing';
    if (isOver(celebrated, now) && !hasGift(celebrated)) return 'expired';
    return now < deadline ? null : 'expired';
  },
  content(subjects, now) {
    if (subjects.every((one) => isOver(one, now)))
      return {
        title: '生日礼到账',
        lines: ['生日礼', '生日礼放在卡包里了'],
        page: COUPONS,
        values: { title: '生日礼到账', tip: '生日礼放在卡包里了' },
      };
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
    [{ state: 'given', coupons: 3, at: instant(0) }],
    [{ state: 'given', coupons: 3, at: instant(DAY_MS) }],
  ],
};
