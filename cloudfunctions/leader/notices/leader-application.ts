import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { OpenIdKey } from '../../../contracts/primitives/ids';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

/** An application to lead a group, as the answer to it needs it. */
export interface DecidedApplication {
  status: 'waiting' | 'approved' | 'refused';
  groupName: string;
  reason: string | null;
}

const LASTS_MS = 7 * DAY_MS;
/** The answer to somebody who waits for it. */
const WORTH_FEN = 3000;

/** @param attempt applications of the same person are answered one by one */
export const applicationNotice = (
  application: { _id: string; openIdKey: OpenIdKey },
  attempt: number,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'leader_application',
    recipient: application.openIdKey,
    subjectId: application._id,
    step: String(attempt),
    dueAt: now,
    deadline: addMs(now, LASTS_MS),
    worthFen: WORTH_FEN,
  });

export const leaderApplication: ReminderKind<DecidedApplication> = {
  name: 'leader_application',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { title: 'text', result: 'word', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(application) {
    if (!application) return 'missing';
    // Applied again since: the answer to that one comes.
    return application.status === 'waiting' ? 'withdrawn' : null;
  },
  content([application]) {
    if (!application) throw new RangeError('an answer without an application');
    const approved = application.status === 'approved';
    return {
      title: approved ? '你的团长申请通过了' : '团长申请没有通过',
      lines: approved
        ? [`「${application.groupName}」可以开团了，打开就能看到你的团码`]
        : [`原因：${application.reason ?? '请联系店里'}`, '改好后可以再申请'],
      page: approved ? 'leader/pages/leader-code/index' : 'leader/pages/apply/index',
      values: {
        title: '团长申请',
        result: approved ? '已通过' : '没有通过',
        tip: approved ? '打开就能看到你的团码' : '原因在小程序里，改好可以再申请',
      },
    };
  },
  samples: () => [
    [{ status: 'approved', groupName: '群', reason: null }],
    [{ status: 'refused', groupName: '幸福里邻居群', reason: '这个小区已经有团长了，欢迎换一个小区再申请' }],
  ],
};
