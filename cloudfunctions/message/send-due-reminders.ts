import type { TimerCall } from '../kit/host/serve-timer';
import { atMost } from '../kit/store/condition';
import type { DocumentOf } from '../kit/store/schema';
import { dueTogether } from './due-groups';
import { issueReminderMessage } from './issue-reminder-message';
import { resolveAddressees } from './resolve-addressees';
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
 * Reminders of one person and kind that are due together become one message.
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
  const addressees = await resolveAddressees(call.store, [...new Set(due.map(({ recipient }) => recipient))]);
  for (const reminders of dueTogether(due)) {
    // The rest stays scheduled and is found by the next minute.
    if (call.outOfTime()) return;
    const [first] = reminders;
    const addressee = first && addressees.get(first.recipient);
    if (!addressee) continue;
    const issued = await issueReminderMessage(call, { kind: first.kind, addressee, reminders });
    report.skipped += issued.skipped;
    if (!issued.message) continue;
    const channel = await sendMessage(call, issued.message);
    report[channel === 'wechat' ? 'sent' : 'inInbox'] += 1;
  }
}
