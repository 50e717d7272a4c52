import * as z from 'zod';
import { auditRole } from '../audit';
import { instant, orderId } from '../values';

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

const findingKind = z.enum([
  'refunds_above_others',
  'same_member',
  'own_value',
  'own_bills',
  'out_of_hours',
  'ended_bills',
  'adjustments',
  'hand_coupons',
  'undone',
]);

/** 柜台异常: what somebody should look at, in plain words. */
export const counterFinding = z.object({ kind: findingKind, text: z.string() });
export type CounterFinding = z.output<typeof counterFinding>;
