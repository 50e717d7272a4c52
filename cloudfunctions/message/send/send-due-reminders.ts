import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { fileReminders } from '../../kit/facts/file-reminders';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { atMost, moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict, Duplicate, StoreMisuse, StoreUnavailable } from '../../kit/store/store-error';
import { byUrgency, dueTogether, groupedBy, pagesOf, messagesOf } from '../rules/due-groups';
import { issueReminderMessage, type DueGroup } from './issue-reminder-message';
import { resolveDueGroups } from './resolve-due-groups';
import { sendInParallel } from './send-in-parallel';
import { sendMessage } from './send-message';
import { recordStoppedAccounts } from './record-account-state';

type Reminder = DocumentOf<'reminders'>;

export type SweepReport = {
  /** Handed to WeChat and accepted. */
  sent: number;
  /** Left in the mini-program's inbox. */
  inInbox: number;
  /** Reminders that no longer made sense; each says why. */
  skipped: number;
  /** Of those: it was too late. Above 0 again and again: sweeps do not keep up. */
  expired: number;
  /** Put off to the end of the quiet hours. */
  moved: number;
  /** Not finished for a reason of ours; tried again later. */
  failed: number;
};

const PAGE = 200;
const READ_PAGE = 900;
/** So many due reminders are put in order before the first is sent; beyond it, only the most urgent are. */
const BACKLOG = 5000;
/** What expires within this goes first when there are even more. */
const URGENT_MS = 2 * HOUR_MS;
/** So many failures are not one bad document. */
const MOST_FAILURES = 20;
/** One that we cannot send stands aside so long, so that it does not stop those behind it. */
const ASIDE_MS = 10 * MINUTE_MS;

/**
 * Sends what is due: the cost grows with what is due, not with what exists. Reminders of one person and kind that are due
 * together become one message. After an outage what expires soonest goes first; what has expired meanwhile is skipped
 * last and says so. What time does not allow is found by the next minute.
 */
export async function sendDueReminders(call: TimerCall): Promise<SweepReport> {
  await fileDueReminders(call);
  const report = await sendBacklog(call);
  await recordStoppedAccounts(call);
  return report;
}

/**
 * Those of a join that are due and still stand on the member: nobody was welcomed for so long. Who waits for the welcome is not
 * to lose a reminder of it.
 */
const fileDueReminders = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'members',
    trouble: 'kept_reminders_not_written',
    readPage: (cursor) =>
      call.store.members.find({
        where: { remindAt: atMost<Instant | null>(call.now) },
        orderBy: 'remindAt',
        limit: PAGE,
        cursor,
      }),
    work: ({ _id }) => fileReminders(call.store, _id, 'none'),
  });

async function sendBacklog(call: TimerCall): Promise<SweepReport> {
  const report: SweepReport = { sent: 0, inInbox: 0, skipped: 0, expired: 0, moved: 0, failed: 0 };
  let backlog = await readBacklog(call, null);
  if (backlog.nextCursor !== null) {
    await sendUrgent(call, report);
    backlog = await readBacklog(call, null);
  }
  for (;;) {
    for (const due of pagesOf(dueTogether(byUrgency(backlog.items, call.now)), PAGE)) {
      if (call.outOfTime() || report.failed >= MOST_FAILURES) return report;
      await sendPage(call, due, report);
    }
    if (backlog.nextCursor === null) return report;
    backlog = await readBacklog(call, backlog.nextCursor);
  }
}

type Page = { items: Reminder[]; nextCursor: string | null };

/** Everything that is due, up to a bound; the cursor leads on. */
async function readBacklog({ store, now }: TimerCall, from: string | null): Promise<Page> {
  const items: Reminder[] = [];
  let cursor = from;
  do {
    const page: Page = await store.reminders.find({
      where: { status: 'scheduled', dueAt: atMost(now) },
      orderBy: 'dueAt',
      limit: READ_PAGE,
      cursor,
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < BACKLOG);
  return { items, nextCursor: cursor };
}

async function sendUrgent(call: TimerCall, report: SweepReport): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Page = await call.store.reminders.find({
      where: { status: 'scheduled', deadline: moreThan(call.now) },
      orderBy: 'deadline',
      limit: PAGE,
      cursor,
    });
    const urgent = page.items.filter(({ deadline }) => deadline <= addMs(call.now, URGENT_MS));
    const due = urgent.filter(({ dueAt }) => dueAt <= call.now);
    if (due.length > 0) await sendPage(call, due, report);
    cursor = urgent.length === page.items.length ? page.nextCursor : null;
  } while (cursor !== null && !call.outOfTime() && report.failed < MOST_FAILURES);
}

async function sendPage(call: TimerCall, due: readonly Reminder[], report: SweepReport): Promise<void> {
  try {
    await sendResolved(call, due, report);
  } catch (error) {
    if (!(error instanceof StoreMisuse)) throw error;
    // Something of one of these people cannot be read: the others are not kept waiting for it.
    const people = groupedBy(due, ({ recipient }) => recipient);
    if (people.length > 1) {
      for (const own of people) await sendPage(call, own, report);
      return;
    }
    report.failed += 1;
    logLine('error', 'reminder_failed', { reminder: due[0]?._id ?? '', detail: String(error) });
    await putAside(call, due);
  }
}

async function sendResolved(call: TimerCall, due: readonly Reminder[], report: SweepReport): Promise<void> {
  const { groups, moved } = await resolveDueGroups(call, due);
  report.moved += moved;
  // Two messages to one person would meet in their profile: they go one after the other.
  const people = groupedBy(groups, ({ addressee }) => addressee.memberId ?? addressee.recipient);
  await sendInParallel(call, people, async (own) => {
    for (const group of own) await sendGroup(call, group, report);
  });
}

/** A large group is several messages, of which one is heard: what comes after it lies down beside it in the inbox. */
async function sendGroup(call: TimerCall, group: DueGroup, report: SweepReport): Promise<void> {
  let { silent } = group;
  for (const reminders of messagesOf(group.reminders)) {
    const isHeard = await sendSome(call, { ...group, reminders, silent }, report);
    if (isHeard) silent ??= 'heard_of_another';
  }
}

/** @returns whether it went out with a sound */
async function sendSome(call: TimerCall, group: DueGroup, report: SweepReport): Promise<boolean> {
  try {
    const issued = await issueReminderMessage(call, group);
    report.skipped += issued.skipped.length;
    report.expired += issued.skipped.filter((reason) => reason === 'expired').length;
    if (!issued.message) return false;
    const { channel } = await sendMessage(call, issued.message);
    report[channel === 'inbox' ? 'inInbox' : 'sent'] += 1;
    return channel !== 'inbox';
  } catch (error) {
    if (error instanceof Duplicate) return false; // another sweep wrote this message
    report.failed += 1;
    const reminder = group.reminders[0]?._id ?? '';
    logLine('error', 'reminder_failed', { reminder, detail: String(error), requestId: call.requestId });
    if (error instanceof StoreUnavailable || error instanceof Conflict) {
      // The database is in trouble: nothing is wrong with the reminder, the next minute finds it again.
      if (report.failed >= MOST_FAILURES) throw error;
    } else await putAside(call, group.reminders);
    return false;
  }
}

/** Nobody behind it waits for a bad document: it is tried again later, and given up when it has become pointless. */
async function putAside({ store, now }: TimerCall, reminders: readonly Reminder[]): Promise<void> {
  const later = addMs(now, ASIDE_MS);
  for (const { _id, deadline } of reminders) {
    const change =
      later < deadline ? { dueAt: later } : { status: 'skipped' as const, outcome: 'failed' as const };
    await store.reminders.updateIf(_id, { status: 'scheduled' }, change);
  }
}
