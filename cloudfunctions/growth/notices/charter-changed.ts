import type { CharterChange } from '../../../contracts/growth/charter';
import type { MemberId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaTimeText,
  DAY_MS,
  instant,
  wechatTimeText,
  type Instant,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

const PAGE = 'shopper/pages/charter/index';
const WORTH_FEN = 500;
const MOST_LINES = 3;
const STILL_MS = 7 * DAY_MS;

/** 章程变更: once for each member and change, with how far the telling came. */
export const charterNotice = (
  memberId: MemberId,
  { _id, from, callsOff }: CharterChange & { _id: string },
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'charter_changed',
    recipient: memberId,
    subjectId: _id,
    step: memberId,
    dueAt: now,
    // That it does not come is worth knowing on its day, too.
    deadline: callsOff === null ? from : addMs(from, STILL_MS),
    worthFen: WORTH_FEN,
  });

/** Under which it is found. */
export const charterNoticeId = (memberId: MemberId, changeId: string): string =>
  `rem:charter_changed:${changeId}:${memberId}`;

const sample = (lines: number, callsOff: string | null = null): CharterChange => ({
  announcedAt: instant(1_800_000_000_000),
  from: instant(1_800_700_000_000),
  added: Array.from(
    { length: lines },
    (_, n) => `黄金：成长值满 ${1000 + n} 即升级，保级期内得满 800 即保级`,
  ),
  removed: [],
  withdrawnAt: null,
  isUntold: false,
  callsOff,
});

export const charterChanged: ReminderKind<CharterChange> = {
  name: 'charter_changed',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', tip: 'text', from: 'time' },
  breaksQuiet: () => false,
  skipReason(change, now, { deadline }) {
    if (!change) return 'missing';
    if (change.withdrawnAt !== null) return 'withdrawn';
    // As long as not everybody was told it waits for them.
    if (change.isUntold) return null;
    return now < deadline ? null : 'expired';
  },
  content([change]) {
    if (!change) throw new RangeError('a notice without a change');
    const { added, from } = change;
    const { callsOff } = change;
    const title = callsOff === null ? '会员章程有变化' : '会员章程的变化取消';
    const first =
      callsOff === null ? `${chinaTimeText(from)} 起按新章程` : `原定 ${chinaTimeText(from)} 起的变化取消`;
    const tip = callsOff === null ? '提前公布，点开看新旧对照' : '之前公布的变化不再进行';
    const more = added.length > MOST_LINES ? [`还有 ${added.length - MOST_LINES} 条`] : [];
    return {
      title,
      lines: [first, ...added.slice(0, MOST_LINES), ...more],
      page: PAGE,
      values: { title, tip, from: wechatTimeText(from) },
    };
  },
  samples: () => [[sample(0)], [sample(9)], [sample(9, 'v2')]],
};
