import type { Recipient } from '../../../contracts/primitives/ids';
import { addMs } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { HORIZON_MS } from '../credit/credit-value';
import { byUrgency, dueTogether } from '../rules/due-groups';
import type { DueGroup } from './issue-reminder-message';
import { quietDecision, type QuietHours } from '../rules/quiet-hours';
import { resolveAddressees } from './resolve-addressees';
import { kindSources } from '../kinds/list-kinds';

type Reminder = DocumentOf<'reminders'>;

/**
 * A page of due reminders as groups, each to become one message, the earliest deadline first. Everything they need is
 * read at once, not per person. What quiet hours put off is moved and left out.
 */
export async function resolveDueGroups(
  call: TimerCall,
  due: readonly Reminder[],
): Promise<{ groups: DueGroup[]; moved: number }> {
  const recipients = [...new Set(due.map(({ recipient }) => recipient))];
  const addressees = await resolveAddressees(call.store, recipients);
  const people = new Set([...addressees.values()].map(({ memberId, recipient }) => memberId ?? recipient));
  const [profiles, upcoming] = await Promise.all([
    call.store.messageProfiles.getMany([...people]),
    findUpcoming(call, recipients),
  ]);
  const ownHours = new Map(profiles.map(({ _id, quietHours }) => [_id, quietHours]));

  const groups: DueGroup[] = [];
  let moved = 0;
  for (const reminders of dueTogether(byUrgency(due, call.now))) {
    const [first] = reminders;
    const addressee = first && addressees.get(first.recipient);
    if (!addressee) continue;
    const hours = ownHours.get(addressee.memberId ?? addressee.recipient);
    const { loud, silent, later } = sortByNoise(
      call,
      reminders,
      hours ?? call.settings.messageRules.quietHours,
    );
    const shared = { kind: first.kind, addressee, upcoming: sharingTemplate(call, first, upcoming) };
    if (loud.length > 0) groups.push({ ...shared, reminders: loud, silent: null });
    if (silent.length > 0) groups.push({ ...shared, reminders: silent, silent: 'quiet' });
    for (const { reminder, to } of later) {
      const asRead = { status: 'scheduled', dueAt: reminder.dueAt } as const;
      if (await call.store.reminders.updateIf(reminder._id, asRead, { dueAt: to })) moved += 1;
    }
  }
  return { groups, moved };
}

function sortByNoise({ now }: TimerCall, reminders: readonly Reminder[], hours: QuietHours) {
  const loud: Reminder[] = [];
  const silent: Reminder[] = [];
  const later: { reminder: Reminder; to: Reminder['dueAt'] }[] = [];
  for (const reminder of reminders) {
    const decision = quietDecision(reminder, kindSources[reminder.kind].breaksQuiet(reminder), now, hours);
    if (decision.act === 'move') later.push({ reminder, to: decision.to });
    else if (decision.act === 'inbox' && reminder.deadline > now) silent.push(reminder);
    else loud.push(reminder); // expired meanwhile: it is only looked at again, and skipped
  }
  return { loud, silent, later };
}

/** What these people will be reminded of in the next days: the competition for scarce sends. */
async function findUpcoming({ store, now }: TimerCall, recipients: Recipient[]): Promise<Reminder[]> {
  const { items } = await store.reminders.find({
    where: { recipient: oneOf(recipients), status: 'scheduled', dueAt: moreThan(now) },
    orderBy: 'dueAt',
    limit: 900,
  });
  return items.filter(({ dueAt }) => dueAt <= addMs(now, HORIZON_MS));
}

function sharingTemplate(
  { settings }: TimerCall,
  { kind, recipient }: Reminder,
  upcoming: readonly Reminder[],
): Reminder[] {
  const template = settings.messageTemplates[kind]?.templateId;
  return upcoming.filter(
    (other) =>
      other.recipient === recipient && settings.messageTemplates[other.kind]?.templateId === template,
  );
}
