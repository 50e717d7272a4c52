import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { OpenIdKey } from '../../../contracts/primitives/ids';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** A team that went from one leader to another. */
export interface FinishedHandover {
  fromName: string;
  toName: string;
  moved: number;
}

const LASTS_MS = 7 * DAY_MS;
const WORTH_FEN = 1000;

/** Both leaders are told, each once. */
export const handoverNotice = (
  handoverId: string,
  side: 'from' | 'to',
  recipient: OpenIdKey,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'leader_handover',
    recipient,
    subjectId: handoverId,
    step: side,
    dueAt: now,
    deadline: addMs(now, LASTS_MS),
    worthFen: WORTH_FEN,
  });

export const leaderHandover: ReminderKind<FinishedHandover> = {
  name: 'leader_handover',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { title: 'text', from: 'name', to: 'name', members: 'number' },
  breaksQuiet: () => false,
  skipReason: (handover) => (handover ? null : 'missing'),
  content([handover]) {
    if (!handover) throw new RangeError('a notice without a handover');
    const { fromName, toName, moved } = handover;
    return {
      title: '团队交接完成',
      lines: [
        `「${fromName}」的 ${moved} 位成员现在由「${toName}」服务`,
        '交接前带来的人和首单仍记在原团长名下，以后的首单记在新团长名下',
      ],
      page: 'leader/pages/team/index',
      values: { title: '团队交接完成', from: fromName, to: toName, members: String(moved) },
    };
  },
  samples: () => [
    [{ fromName: '陈', toName: '王', moved: 0 }],
    [{ fromName: '幸福里一号楼陈姐姐', toName: '幸福里二号楼王阿姨', moved: 100_000 }],
  ],
};
