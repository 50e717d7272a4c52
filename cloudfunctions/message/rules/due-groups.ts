import type { ReminderKindName } from '../../../contracts/message/message';
import type { Recipient } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

interface Reminder {
  kind: ReminderKindName;
  recipient: Recipient;
}

/**
 * Reminders that are due together: those of one person and kind become one message. Kinds stay apart, because WeChat
 * grants and shows each of them by its own template. Order of first appearance.
 */
/** Each takes three operations, the message and its way ten, and a transaction has less than 30 (decision 0031). */
const IN_ONE_MESSAGE = 6;

/** A group as the messages it becomes: more than a few do not fit into one transaction. */
export const messagesOf = <R>(reminders: readonly R[]): R[][] =>
  Array.from({ length: Math.ceil(reminders.length / IN_ONE_MESSAGE) }, (_, slice) =>
    reminders.slice(slice * IN_ONE_MESSAGE, (slice + 1) * IN_ONE_MESSAGE),
  );

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

/** What can still be of use first, the earliest deadline first; what is too late anyway comes last. */
export function byUrgency<Item extends { deadline: Instant }>(items: readonly Item[], now: Instant): Item[] {
  const late = ({ deadline }: Item): number => (deadline <= now ? 1 : 0);
  return [...items].sort((a, b) => late(a) - late(b) || a.deadline - b.deadline);
}

/** Groups in pages of about `size` items, none of them torn apart. */
export function pagesOf<Item>(groups: readonly Item[][], size: number): Item[][] {
  const pages: Item[][] = [];
  for (const group of groups) {
    const last = pages.at(-1);
    if (last && last.length + group.length <= size) last.push(...group);
    else pages.push([...group]);
  }
  return pages;
}
