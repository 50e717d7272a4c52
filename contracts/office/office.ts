import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { chinaDate, cursor, fenAmount, instant, orderId } from '../values';
import { auditFilter, auditView, counterFinding } from './office-values';

export * from './office-values';

export const officeOperations = {
  /** Newest first. Refuses `staff_not_found`. */
  listAudit: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor, ...auditFilter.shape }),
    output: z.object({ entries: z.array(auditView), nextCursor: cursor, now: instant }),
  }),
  /** What stood out on a China day, today when none is named; two minutes behind. */
  listFindings: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ day: chinaDate.nullable(), cursor }),
    output: z.object({
      day: chinaDate,
      people: z.array(
        z.object({ handle: z.string(), name: z.string(), findings: z.array(counterFinding).min(1) }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** 货款与发货: orders whose shipping information WeChat did not take, the longest waiting first. */
  listHeldOrders: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      orders: z.array(
        z.object({
          orderId,
          storeName: z.string(),
          amountFen: fenAmount,
          paidAt: instant.nullable(),
          /** Why, in words. */
          trouble: z.string(),
          /** It is still tried by itself. */
          isTried: z.boolean(),
          since: instant,
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
};
export type OfficeApi = ApiOf<typeof officeOperations>;
