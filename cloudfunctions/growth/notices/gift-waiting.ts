import type { TierGift } from '../../../contracts/growth/growth-ledger';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** What the message says of a gift. */
export type Waiting = Pick<TierGift, 'kind' | 'tier' | 'coupons' | 'state'>;

const PAGE = 'shopper/pages/coupons/index';
const NEWS_MS = 7 * DAY_MS;
const WORTH_FEN = 1500;

/** 礼遇到账: in the transaction that gives it; several at once are one message. A birthday's is told by its greeting. */
export const giftNotice = ({ _id, givenTo }: TierGift, now: Instant): ScheduledReminder =>
  newReminder({
    kind: 'gift_waiting',
    recipient: givenTo,
    subjectId: _id,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: WORTH_FEN,
  });

const nameOf = ({ kind, tier }: Waiting): string =>
  ({ upgrade: `${tier}升级礼`, monthly: `${tier}月礼`, birthday: '生日礼', anniversary: '入会周年礼' })[kind];

const sample = (kind: Waiting['kind'], tier: string): Waiting => ({ kind, tier, coupons: 3, state: 'given' });

export const giftWaiting: ReminderKind<Waiting> = {
  name: 'gift_waiting',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(gift, now, { deadline }) {
    if (gift?.state !== 'given') return 'missing';
    return now < deadline ? null : 'expired';
  },
  content(gifts) {
    const coupons = gifts.reduce((sum, gift) => sum + gift.coupons, 0);
    const [first] = gifts;
    if (!first) throw new RangeError('a notice without a gift');
    const title = gifts.length === 1 ? `${nameOf(first)}到账` : `${gifts.length} 份会员礼到账`;
    const tip = `${coupons} 张券放进卡包了`;
    return { title, lines: [gifts.map(nameOf).join('、'), tip], page: PAGE, values: { title, tip } };
  },
  samples: () => [
    [sample('monthly', '金')],
    [sample('upgrade', '一二三四五六七八')],
    [sample('upgrade', '一二三四五六七八'), sample('upgrade', '黑钻'), sample('anniversary', '黑钻')],
  ],
};
