import type { ReminderKindName } from '../../contracts/message';
import type { Recipient } from '../../contracts/primitives/ids';

interface Reminder {
  kind: ReminderKindName;
  recipient: Recipient;
}

/**
 * Reminders that are due together: those of one person and kind become one message. Kinds stay apart, because WeChat
 * grants and shows each of them by its own template. Order of first appearance.
 */
export function dueTogether<R extends Reminder>(reminders: readonly R[]): R[][] {
  const groups = new Map<string, R[]>();
  for (const reminder of reminders) {
    const key = `${reminder.recipient} ${reminder.kind}`;
    const group = groups.get(key);
    if (group) group.push(reminder);
    else groups.set(key, [reminder]);
  }
  return [...groups.values()];
}
