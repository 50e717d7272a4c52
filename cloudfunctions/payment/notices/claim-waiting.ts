import type { ClaimId, OpenIdKey } from '../../../contracts/primitives/ids';
import { chinaEndText, wechatTimeText, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

/** A card a first payment promised, as its notification needs it. */
export interface WaitingClaim {
  _id: ClaimId | null;
  plan: { name: string };
  status: 'waiting' | 'claimed' | 'withdrawn';
  expiresAt: Instant;
}

const CLAIM_PAGE = 'pages/claim/index';
/** A whole card counts more than any single coupon. */
const WORTH_FEN = 5000;

/** 领卡通知: at once, to the payer, who is no member yet. */
export const claimNotice = (
  claim: { _id: ClaimId; createdAt: Instant; expiresAt: Instant },
  payerKey: OpenIdKey,
): ScheduledReminder =>
  newReminder({
    kind: 'claim_waiting',
    recipient: payerKey,
    subjectId: claim._id,
    dueAt: claim.createdAt,
    deadline: claim.expiresAt,
    worthFen: WORTH_FEN,
  });

const sample = (name: string): WaitingClaim => ({
  _id: null,
  plan: { name },
  status: 'waiting',
  expiresAt: SAMPLE_AT,
});

export const claimWaiting: ReminderKind<WaitingClaim> = {
  name: 'claim_waiting',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { title: 'text', expiresAt: 'time', tip: 'text' },
  // The answer to the person's own payment: it comes when they pay.
  breaksQuiet: () => true,
  skipReason(claim, now) {
    if (!claim) return 'missing';
    if (claim.status === 'claimed') return 'used';
    if (claim.status === 'withdrawn') return 'withdrawn';
    return now < claim.expiresAt ? null : 'expired';
  },
  content([claim]) {
    if (!claim) throw new RangeError('a notice without a claim');
    return {
      title: '你有一张会员卡可以领取',
      lines: [`「${claim.plan.name}」${chinaEndText(claim.expiresAt)} 前领取有效`],
      page: claim._id === null ? CLAIM_PAGE : `${CLAIM_PAGE}?id=${claim._id}`,
      values: {
        title: claim.plan.name,
        expiresAt: wechatTimeText(claim.expiresAt),
        tip: '点开就能领，本次消费一起记入',
      },
    };
  },
  samples: () => [[sample('卡')], [sample('一二三四五六七八九十一二三四五六七八九十一二三')]],
};
