import type { ToDoKind } from '@contracts/office/to-do';
import { officeService } from '@/services';

/** The row each kind waits under. */
const rows: Readonly<Record<ToDoKind, string>> = {
  applications: 'applications',
  held_invites: 'held-invites',
  held_awards: 'held-awards',
  decisions: 'identity-decisions',
  complaints: 'voices',
  refunds: 'refunds',
  reviews: 'reviews',
  held_orders: 'held-orders',
  approvals: 'approvals',
  quarantine: 'quarantine',
  alarms: 'alarms',
  reconciliation: 'differences',
};

const MOST_SHOWN = 99;

/**
 * How much waits, by the row it waits under. A clerk's reviews are by store: their page counts them. Where it could not be counted the
 * rows stand without a number.
 */
export async function readToDo(isOperator: boolean): Promise<Readonly<Record<string, string | undefined>>> {
  if (!isOperator) return {};
  const { waiting } = await officeService.readToDo({}).catch(() => ({ waiting: [] }));
  return Object.fromEntries(
    waiting.map(({ kind, count }) => [rows[kind], count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count)]),
  );
}
