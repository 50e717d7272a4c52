import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaEndText,
  DAY_MS,
  instant,
  type Instant,
  wechatTimeText,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

interface Card {
  planName: string;
  issuedAt: Instant;
  /** Null: the card does not expire, so there is nothing to remind of. */
  expiresAt: Instant | null;
}

/** A member card about to expire, as its reminder needs it. */
export interface CardHolder {
  /** A tombstone of a merge is not `active`: the card it had is gone. */
  status: string;
  card: Card;
}

const STEPS_DAYS = [30, 7, 1];
const CARD_PAGE = 'pages/home/index';
/** What renewing late costs nobody can say in fen; a card counts like a good coupon. */
const WORTH_FEN = 1000;

/**
 * 30, 7 and 1 days before a card expires; steps that would come before the card itself are left out. A renewed card has
 * another expiry, so its reminders are new ones, and those of the old date skip themselves.
 */
export function cardReminders(memberId: MemberId, { issuedAt, expiresAt }: Card): ScheduledReminder[] {
  if (expiresAt === null) return [];
  return STEPS_DAYS.map((days) => ({ days, dueAt: addMs(expiresAt, -days * DAY_MS) }))
    .filter(({ dueAt }) => dueAt > issuedAt)
    .map(({ days, dueAt }) =>
      newReminder({
        kind: 'card_expiry',
        recipient: memberId,
        subjectId: memberId,
        step: `${expiresAt}-${days}d`,
        dueAt,
        deadline: expiresAt,
        worthFen: WORTH_FEN,
      }),
    );
}

const sample = (planName: string): CardHolder => ({
  status: 'active',
  card: {
    planName,
    issuedAt: instant(0),
    expiresAt: SAMPLE_AT,
  },
});

export const cardExpiry: ReminderKind<CardHolder> = {
  name: 'card_expiry',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', expiresAt: 'time', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(holder, now, reminder) {
    if (!holder) return 'missing';
    if (holder.status !== 'active') return 'withdrawn';
    const { expiresAt } = holder.card;
    if (expiresAt !== reminder.deadline) return 'renewed';
    return now < expiresAt ? null : 'expired';
  },
  content([holder]) {
    if (!holder || holder.card.expiresAt === null)
      throw new RangeError('a reminder without an expiring card');
    const { planName, expiresAt } = holder.card;
    return {
      title: '会员卡快到期了',
      lines: [`「${planName}」${chinaEndText(expiresAt)} 到期`],
      page: CARD_PAGE,
      values: {
        title: planName,
        expiresAt: wechatTimeText(expiresAt),
        tip: '到期前到店续一下，优惠不断',
      },
    };
  },
  samples: () => [[sample('卡')], [sample('一二三四五六七八九十一二三四五六七八九十一二三')]],
};
