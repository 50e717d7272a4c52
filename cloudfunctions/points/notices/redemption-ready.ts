import { inFours } from '../../../contracts/primitives/codes/in-fours';
import type { MemberId, RedemptionId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** Goods exchanged for points, waiting to be picked up. */
export interface WaitingPickup {
  _id: RedemptionId | null;
  name: string;
  quantity: number;
  status: 'waiting' | 'done' | 'cancelled';
}

const LIST_PAGE = 'shopper/pages/redemptions/index';
const DETAIL_PAGE = 'shopper/pages/redemption/index';
/** Told again when nobody came: somebody who exchanged and forgot. */
const AGAIN_MS = 3 * DAY_MS;
const NEWS_MS = 7 * DAY_MS;
const WORTH_FEN = 1500;

/** 待提货: at once with its code, and once more after three days. */
export const redemptionNotices = (
  { _id, memberId }: { _id: RedemptionId; memberId: MemberId },
  now: Instant,
): ScheduledReminder[] =>
  [
    { step: 'ready', dueAt: now },
    { step: 'again', dueAt: addMs(now, AGAIN_MS) },
  ].map(({ step, dueAt }) =>
    newReminder({
      kind: 'redemption_ready',
      recipient: memberId,
      subjectId: _id,
      step,
      dueAt,
      deadline: addMs(dueAt, NEWS_MS),
      worthFen: WORTH_FEN,
    }),
  );

const codeOf = (id: RedemptionId | null): string => (id ?? 'rdm_000000000000').slice('rdm_'.length);
const nameOf = ({ name, quantity }: WaitingPickup): string => (quantity > 1 ? `${name} ×${quantity}` : name);

const sample = (name: string): WaitingPickup => ({ _id: null, name, quantity: 1, status: 'waiting' });

export const redemptionReady: ReminderKind<WaitingPickup> = {
  name: 'redemption_ready',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { title: 'text', code: 'code', tip: 'text' },
  // The code is on the page as well, and the store is closed at night.
  breaksQuiet: () => false,
  skipReason(redemption, now, { deadline }) {
    if (!redemption) return 'missing';
    if (redemption.status === 'done') return 'used';
    if (redemption.status === 'cancelled') return 'withdrawn';
    return now < deadline ? null : 'expired';
  },
  content(redemptions) {
    const [first, ...others] = redemptions;
    if (!first) throw new RangeError('a notice without a redemption');
    const several = others.length > 0;
    return {
      title: several ? `${redemptions.length} 件兑换品等你来拿` : '兑换好了，等你来拿',
      lines: redemptions.map((one) => `「${nameOf(one)}」提货码 ${inFours(codeOf(one._id))}`),
      page: several || first._id === null ? LIST_PAGE : `${DETAIL_PAGE}?id=${first._id}`,
      values: {
        title: several ? `${nameOf(first)}等${redemptions.length}件` : nameOf(first),
        code: codeOf(first._id),
        tip: '到店报提货码就能拿',
      },
    };
  },
  samples: () => [
    [sample('杯')],
    [sample('一二三四五六七八九十一二三四五六七八九十一二三')],
    [sample('杯'), sample('伞')],
  ],
};
