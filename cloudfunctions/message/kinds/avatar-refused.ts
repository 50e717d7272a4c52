import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';

interface Owner {
  status: string;
}

const PAGE = 'shopper/pages/profile/index';
const NEWS_MS = 7 * DAY_MS;

/** 头像审核: its picture was taken down; once for each picture. */
export const avatarRefusedNotice = (memberId: MemberId, pictureId: string, now: Instant): ScheduledReminder =>
  newReminder({
    kind: 'avatar_refused',
    recipient: memberId,
    subjectId: memberId,
    step: pictureId,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: 0,
  });

export const avatarRefused: ReminderKind<Owner> = {
  name: 'avatar_refused',
  // Nobody waits for it, and a send is worth more elsewhere.
  channels: [],
  capped: false,
  values: { title: 'text', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(member, now, { deadline }) {
    if (!member || member.status !== 'active') return 'missing';
    return now < deadline ? null : 'expired';
  },
  content: () => ({
    title: '头像没有通过审核',
    lines: [
      '这张头像没有通过微信的内容检查（或一天内没有等到结果），已经删除，别人没有看到过',
      '换一张就好，其他资料都在',
    ],
    page: PAGE,
    values: { title: '头像没有通过审核', tip: '换一张就好，其他资料都在' },
  }),
  samples: () => [[{ status: 'active' }]],
};
