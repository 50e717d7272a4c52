import type { ReviewNotice, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  chinaEndText,
  DAY_MS,
  instant,
  wechatTimeText,
  type Instant,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { isAhead, wordsOf } from '../rules/review/notice-words';

/** What the message says, as it stands when it is sent. */
export type Reviewed = Pick<TierStanding, 'held' | 'level' | 'tier' | 'notice' | 'mergedInto'>;

const PAGE = 'shopper/pages/tier/index';
const WORTH_FEN = 3000;

/** 保级提醒: in the transaction that writes the notice down, once for each review and step; of one that waits because it was told late, with the day on which it is told to wait, and told anew with when. */
export const tierReviewNotice = (
  memberId: MemberId,
  { reviewAt, days, isAnew, at }: ReviewNotice,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'tier_review',
    recipient: memberId,
    subjectId: memberId,
    step: `${reviewAt}-${days}d${reviewAt > now ? '' : `-${chinaDateOf(now)}`}${isAnew ? `-${at}` : ''}`,
    dueAt: now,
    // A review that came before its notice waits for it: it can still be kept.
    deadline: reviewAt > now ? reviewAt : addWeek(now),
    worthFen: WORTH_FEN,
  });

const addWeek = (now: Instant): Instant => addMs(now, 7 * DAY_MS);

const sample = (tier: string): Reviewed => {
  const at = instant(1_800_000_000_000);
  const sure = { before: 1, sureSince: at };
  const held = {
    earned: 2,
    ...sure,
    since: at,
    nextReviewAt: at,
    isInGrace: false,
    dueBy: null,
    reviewedAt: null,
    asked: null,
    periodFrom: at,
  };
  return { held, level: 2, tier, mergedInto: null, notice: { reviewAt: at, days: 30, missing: 500, at } };
};

export const tierReview: ReminderKind<Reviewed> = {
  name: 'tier_review',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text', reviewAt: 'time' },
  breaksQuiet: () => false,
  skipReason(state, now, { deadline }) {
    if (!state || state.tier === null || state.notice === null || state.held.nextReviewAt === null)
      return 'missing';
    // Risen meanwhile: another review is ahead. One with another by now: that one’s standing is told of.
    if (!isAhead(state) || state.mergedInto !== null) return 'withdrawn';
    if (wordsOf(state.notice).missing === 0) return 'withdrawn';
    return now < deadline ? null : 'expired';
  },
  content([state]) {
    const { tier: shown, held, notice } = state ?? {};
    if (!held?.nextReviewAt || !notice) throw new RangeError('a notice without a review');
    const { missing, floorUntil, tier = shown } = wordsOf(notice);
    const keeps = `${chinaEndText(held.nextReviewAt)} 前再得 ${missing} 成长值可以保住`;
    return {
      title: `「${tier ?? ''}」等级即将到期`,
      lines:
        floorUntil === undefined
          ? [`${keeps}，不够会降一级`]
          : [keeps, `不够也由商家为你保留到 ${chinaEndText(floorUntil)}，之后降一级`],
      page: PAGE,
      values: {
        title: `「${tier ?? ''}」等级即将到期`,
        tip: `再得 ${missing} 成长值可以保住`,
        reviewAt: wechatTimeText(held.nextReviewAt),
      },
    };
  },
  samples: () => [[sample('金')], [sample('一二三四五六七八')]],
};
