import type { MemberId } from '../../contracts/primitives/ids';
import type { TimerCall } from '../kit/host/serve-timer';
import { atMost, oneOf } from '../kit/store/condition';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import { byMember } from './due-reminders';
import { issueReminderMessage } from './issue-reminder-message';
import { sendMessage } from './send-message';

export type SweepReport = {
  /** Handed to WeChat and accepted. */
  sent: number;
  /** Left in the mini-program's inbox. */
  inInbox: number;
  /** Reminders that no longer made sense. */
  skipped: number;
};

const PAGE = 200;

/**
 * Sends what is due, oldest first, a page at a time: the cost grows with what is due, not with what exists.
 * Reminders of one member that are due together become one message.
 */
export async function sendDueReminders(call: TimerCall): Promise<SweepReport> {
  const report: SweepReport = { sent: 0, inInbox: 0, skipped: 0 };
  while (!call.outOfTime()) {
    const { items: due } = await call.store.reminders.find({
      where: { status: 'scheduled', dueAt: atMost(call.now) },
      orderBy: 'dueAt',
      limit: PAGE,
    });
    if (due.length === 0) break;
    await sendPage(call, due, report);
  }
  return report;
}

async function sendPage(call: TimerCall, due: DocumentOf<'reminders'>[], report: SweepReport): Promise<void> {
  const groups = byMember(due);
  const openIds = await readOpenIdKeys(call.store, [...groups.keys()]);
  for (const [memberId, reminders] of groups) {
    // The rest stays scheduled and is found by the next minute.
    if (call.outOfTime()) return;
    const issued = await issueReminderMessage(call, memberId, reminders, openIds.get(memberId) ?? []);
    report.skipped += issued.skipped;
    if (!issued.message) continue;
    const channel = await sendMessage(call, issued.message);
    report[channel === 'wechat' ? 'sent' : 'inInbox'] += 1;
  }
}

/** The `openid:…` keys of each member: a credit belongs to an openid. */
async function readOpenIdKeys(store: Store, memberIds: MemberId[]): Promise<Map<MemberId, string[]>> {
  const keys = new Map<MemberId, string[]>();
  let cursor: string | null = null;
  do {
    const page: { items: DocumentOf<'identities'>[]; nextCursor: string | null } =
      await store.identities.find({
        where: { memberId: oneOf(memberIds), kind: 'openid' },
        orderBy: '_id',
        limit: 900,
        cursor,
      });
    for (const { memberId, _id } of page.items) keys.set(memberId, [...(keys.get(memberId) ?? []), _id]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}
