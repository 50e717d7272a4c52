import * as z from 'zod';
import { operation, type ApiOf } from './operation';
import { cursor, instant } from './values';

/** What the machine has to say about itself, to whoever runs the shop. */
export const healthOperations = {
  /** Parts of the minutely work that failed again and again, open ones and past ones, newest first. */
  listAlarms: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      alarms: z.array(
        z.object({
          part: z.string(),
          detail: z.string(),
          raisedAt: instant,
          /** Null: it still fails. */
          clearedAt: instant.nullable(),
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** Documents that stand aside because they cannot be read or settled, the latest trouble first. */
  listQuarantine: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      documents: z.array(
        z.object({
          collection: z.string(),
          id: z.string(),
          /** `unreadable`, or the name of what could not be done with it. */
          trouble: z.string(),
          detail: z.string(),
          firstAt: instant,
          lastAt: instant,
          count: z.int().positive(),
          nextAt: instant,
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
};
export type HealthApi = ApiOf<typeof healthOperations>;
