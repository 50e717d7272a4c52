import * as z from 'zod';
import { operation } from './operation';
import { cursor, instant } from './values';

export const alarmKind = z.enum([
  'sweep_part',
  'wechat_account',
  'wrong_codes',
  'order_shipping',
  'reconciliation',
  'audience',
  'figures',
]);
export type AlarmKind = z.output<typeof alarmKind>;

/** What the machine has to say about itself, to whoever runs the shop. */
export const healthOperations = {
  /** What does not pass by itself, open ones and past ones, newest first. */
  listAlarms: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      alarms: z.array(
        z.object({
          kind: alarmKind,
          /** The part of the minutely work, WeChat's account, the store. */
          subject: z.string(),
          detail: z.string(),
          raisedAt: instant,
          /** Null: it lasts. */
          clearedAt: instant.nullable(),
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** Documents that stand aside because they cannot be read or worked through, the latest trouble first. */
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
