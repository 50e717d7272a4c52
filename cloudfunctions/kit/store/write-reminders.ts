import type { DocumentOf } from './schema';
import { Duplicate } from './store-error';

type Reminder = DocumentOf<'reminders'>;

interface Reminders {
  get(id: string): Promise<Reminder | null>;
  insert(...reminders: Reminder[]): Promise<void>;
  replace(reminder: Reminder): Promise<void>;
}

/** Somebody was reminded of one of them before: the transaction is run again, and looks which. */
export class ReminderTaken extends Duplicate {}

/**
 * Writes what a transaction reminds of. Hardly any was ever told before, so nobody reads first; where an id is taken after all, the
 * transaction is run again, and what was sent stays told, while what was not is scheduled anew, with its new time.
 * @throws ReminderTaken the first time only
 */
export async function writeReminders(
  collection: Reminders,
  reminders: readonly Reminder[],
  isAgain: boolean,
): Promise<void> {
  const last = [...new Map(reminders.map((reminder) => [reminder._id, reminder])).values()];
  if (isAgain) return writeUntold(collection, last);
  try {
    await collection.insert(...last);
  } catch (error) {
    throw error instanceof Duplicate ? new ReminderTaken('told of before', { cause: error }) : error;
  }
}

async function writeUntold(collection: Reminders, reminders: readonly Reminder[]): Promise<void> {
  for (const reminder of reminders) {
    const known = await collection.get(reminder._id);
    if (known?.status !== 'sent') await collection.replace(reminder);
  }
}
