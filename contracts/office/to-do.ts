import * as z from 'zod';
import { operation } from '../operation';
import { instant } from '../values';

/** What waits for somebody who runs the shop; each has a page where it is done. */
export const toDoKind = z.enum([
  'applications',
  'held_invites',
  'held_awards',
  'decisions',
  'complaints',
  'refunds',
  'reviews',
  'held_orders',
  'approvals',
  'quarantine',
  'alarms',
  'reconciliation',
]);
export type ToDoKind = z.output<typeof toDoKind>;

export const toDoOperations = {
  /** What waits, by kind; kinds of which nothing waits are left out. */
  readToDo: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      waiting: z.array(z.object({ kind: toDoKind, count: z.int().positive() })),
      now: instant,
    }),
  }),
};
