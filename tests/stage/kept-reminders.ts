import { fileReminders } from '../../cloudfunctions/kit/facts/file-reminders';
import type { LocalCloud } from '../../local/server';
import { checkoutOf } from './points-stage';
import { documentsOf } from './stage';

/** The reminders of the joins so far in their collection at once, as a minute later: for tests that change them there. */
export async function fileKeptReminders(cloud: LocalCloud): Promise<void> {
  const { store } = checkoutOf(cloud);
  for (const { _id } of documentsOf(cloud, 'members')) await fileReminders(store, _id, 'none');
}
