import { addMs, HOUR_MS } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import { atMost, moreThan } from '../kit/store/condition';
import type { DocumentOf } from '../kit/store/schema';
import { Duplicate } from '../kit/store/store-error';
import { groupedBy } from './due-groups';
import { issueReminderMessage, type DueGroup } from './issue-reminder-message';
import { resolveDueGroups } from './resolve-due-groups';
import { sendInParallel } from './send-in-parallel';
import { sendMessage } from './send-message';

type Reminder = DocumentOf<'reminders'>;

export type SweepReport = {
  /** Handed to WeChat and accepted. */
  sent: number;
  /** Left in the mini-program's inbox. */
  inInbox: number;
  /** Reminders that no longer made sense; each says why. */
  skipped: number;
  /** Put off to the end of the quiet hours. */
  moved: number;
  /** Not finished for a reason of ours; the next minute tries again. */
  failed: number;
};

const PAGE = 200;
/** What expires within this goes first when there is a backlog. */
const URGENT_MS = 2 * HOUR_MS;
/** So many failures are not one bad document. */
const MOST_FAILURES = 20;

/**
 * Sends what is due, a page at a time: the cost grows with what is due, not with what exists. Reminders of one person
 * and kind that are due together become one message. After an outage what expires soonest goes first; what has
 * expired meanwhile is skipped and says so.
 */
export async function sendDueReminders(call: TimerCall): Promise<SweepReport> {
  const report: SweepReport = { sent: 0, inInbox: 0, skipped: 0, moved: 0, failed: 0 };
  let page = await findDue(call, null);
  if (page.nextCursor !== null) {
    await sendUrgent(call, report);
    page = await findDue(call, null);
  }
  while (page.items.length > 0 && report.failed < MOST_FAILURES) {
    await sendPage(call, page.items, report);
    if (page.nextCursor === null || call.outOfTime()) break;
    page = await findDue(call, page.nextCursor);
  }
  return report;
}

const findDue = ({ store, now }: TimerCall, cursor: string | null) =>
  store.reminders.find({
    where: { status: 'scheduled', dueAt: atMost(now) },
    orderBy: 'dueAt',
    limit: PAGE,
    cursor,
  });

async function sendUrgent(call: TimerCall, report: SweepReport): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof findDue>> = await call.store.reminders.find({
      where: { status: 'scheduled', deadline: moreThan(call.now) },
      orderBy: 'deadline',
      limit: PAGE,
      cursor,
    });
    const urgent = page.items.filter(({ deadline }) => deadline <= addMs(call.now, URGENT_MS));
    const due = urgent.filter(({ dueAt }) => dueAt <= call.now);
    if (due.length > 0) await sendPage(call, due, report);
    cursor = urgent.length === page.items.length ? page.nextCursor : null;
  } while (cursor !== null && !call.outOfTime());
}

async function sendPage(call: TimerCall, due: Reminder[], report: SweepReport): Promise<void> {
  const { groups, moved } = await resolveDueGroups(call, due);
  report.moved += moved;
  // Two messages to one person would meet in their profile: they go one after the other.
  const people = groupedBy(groups, ({ addressee }) => addressee.memberId ?? addressee.recipient);
  await sendInParallel(call, people, async (own) => {
    for (const group of own) await sendGroup(call, group, report);
  });
}

async function sendGroup(call: TimerCall, group: DueGroup, report: SweepReport): Promise<void> {
  try {
    const issued = await issueReminderMessage(call, group);
    report.skipped += issued.skipped;
    if (!issued.message) return;
    const { channel } = await sendMessage(call, issued.message);
    report[channel === 'inbox' ? 'inInbox' : 'sent'] += 1;
  } catch (error) {
    if (error instanceof Duplicate) return; // another sweep wrote this message
    // One bad document must not keep everybody behind it from being reminded.
    report.failed += 1;
    const reminder = group.reminders[0]?._id ?? '';
    logLine('error', 'reminder_failed', { reminder, detail: String(error), requestId: call.requestId });
    if (report.failed >= MOST_FAILURES) throw error;
  }
}
