import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { chinaDate, cursor, instant } from '../values';
import { auditView, counterFinding } from './office-values';

export * from './office-values';

export const officeOperations = {
  /** Newest first. */
  listAudit: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
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
};
export type OfficeApi = ApiOf<typeof officeOperations>;
