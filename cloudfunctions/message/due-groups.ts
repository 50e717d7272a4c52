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
export const dueTogether = <R extends Reminder>(reminders: readonly R[]): R[][] =>
  groupedBy(reminders, ({ recipient, kind }) => `${recipient} ${kind}`);

/** Items with the same key together, in order of first appearance. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
