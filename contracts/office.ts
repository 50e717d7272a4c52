import * as z from 'zod';
import { auditRole } from './audit';
import { operation, type ApiOf } from './operation';
import { chinaDate, cursor, instant, orderId } from './values';

const told = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

/** 操作日志 as the operator reads it: nobody's openid, member id or number. */
export const auditView = z.object({
  at: instant,
  name: z.string(),
  role: auditRole.nullable(),
  storeName: z.string().nullable(),
  /** `<area>.<what>` */
  action: z.string(),
  /** Of what is about a bill. */
  orderId: orderId.nullable(),
  amountFen: z.int().nullable(),
  points: z.int().nullable(),
  reason: z.string().nullable(),
  before: told,
  after: told,
});
export type AuditView = z.output<typeof auditView>;

export const findingKind = z.enum([
  'refunds_above_others',
  'same_member',
  'own_value',
  'out_of_hours',
  'ended_bills',
  'adjustments',
  'undone',
]);

/** 柜台异常: what somebody should look at, in plain words. */
export const counterFinding = z.object({ kind: findingKind, text: z.string() });
export type CounterFinding = z.output<typeof counterFinding>;

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
