import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../store/schema';
import type { Telling } from '../store/transaction';

/**
 * A join has no call to spare, so what it tells, and whom it will remind of what, stands on the member it writes anyway. Whoever
 * next changes the member as a whole (the sweep's welcome within the minute, a merge, the end of the account) writes it down and
 * leaves nothing of it there (`NOTHING_KEPT`). Facts are read in the order of this writing; when one happened stays as it was.
 */
export function tellUntold(
  transaction: Telling,
  { untold, unreminded }: Pick<DocumentOf<'members'>, 'untold' | 'unreminded'>,
  now: Instant,
): void {
  transaction.tell(...untold.map((fact) => ({ ...fact, writtenAt: now })));
  transaction.remind(...unreminded);
}

type KeptReminders = Pick<DocumentOf<'members'>, 'unreminded' | 'remindAt'>;

/** The reminders a member keeps, and when the first of them is due. */
export const keepReminders = (unreminded: KeptReminders['unreminded']): KeptReminders => ({
  unreminded,
  remindAt: unreminded.reduce<Instant | null>(
    (first, { dueAt }) => (first === null || dueAt < first ? dueAt : first),
    null,
  ),
});

/** Of what a member keeps for a minute. */
export const NOTHING_KEPT: Pick<DocumentOf<'members'>, 'untold'> & KeptReminders = {
  untold: [],
  ...keepReminders([]),
};
