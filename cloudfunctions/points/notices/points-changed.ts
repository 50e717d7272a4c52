import type { LedgerEntry } from '../../../contracts/points/points-ledger';
import { points, pointsChangeText, pointsText } from '../../../contracts/primitives/points';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** An entry of the points ledger, as its notice needs it. */
export type PointsChange = Pick<LedgerEntry, 'points' | 'debt' | 'balanceAfter' | 'reason' | 'number'>;

const PAGE = 'shopper/pages/points/index';
const NEWS_MS = 2 * DAY_MS;

/** What the member did not do themselves, or waited for: changed by hand, opened after the refund window, taken back. */
const told: readonly LedgerEntry['kind'][] = ['adjust', 'activate', 'claw_back', 'debt'];

/** One notice per change worth telling; ids are the entries', so each is told once. */
export const pointsNotices = (entries: readonly LedgerEntry[], now: Instant): ScheduledReminder[] =>
  entries
    .filter(({ kind }) => told.includes(kind))
    .map((entry) =>
      newReminder({
        kind: 'points_changed',
        recipient: entry.memberId,
        subjectId: entry._id,
        dueAt: now,
        deadline: addMs(now, NEWS_MS),
        worthFen: Math.abs(entry.points),
      }),
    );

const sample = (change: number, balance: number, reason: string): PointsChange => ({
  points: change,
  debt: 0,
  balanceAfter: points(balance),
  reason,
  number: 1,
});

const changeText = ({ points: change, debt }: PointsChange): string =>
  debt > 0 ? `欠 ${pointsText(debt)}` : pointsChangeText(change);

export const pointsChanged: ReminderKind<PointsChange> = {
  name: 'points_changed',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { change: 'text', balance: 'number', reason: 'text' },
  breaksQuiet: () => false,
  skipReason: (entry, now, { deadline }) => (entry === null ? 'missing' : now < deadline ? null : 'expired'),
  content(entries) {
    const sorted = [...entries].sort((a, b) => a.number - b.number);
    const last = sorted.at(-1);
    if (!last) throw new RangeError('a notice without an entry');
    const sum = entries.reduce((total, { points: change }) => total + change, 0);
    return {
      title: '积分有变动',
      lines: sorted.map((entry) => `${changeText(entry)} 积分 · ${entry.reason}`),
      page: PAGE,
      values: {
        change: entries.length === 1 ? `${changeText(last)} 积分` : `${pointsChangeText(sum)} 积分`,
        balance: String(last.balanceAfter),
        reason: entries.length === 1 ? last.reason : `${last.reason}等 ${entries.length} 笔`,
      },
    };
  },
  samples: () => [
    [sample(1, 1, '补积分')],
    [sample(-9_999_999, 9_999_999, '一二三四五六七八九十'.repeat(8))],
    [sample(5, 5, '补'), sample(7, 12, '到账')],
  ],
};
