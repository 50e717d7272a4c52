import * as z from 'zod';
import { auditPlace, auditRole } from '../audit';
import { unshown } from '../text-marks';
import { staffView } from '../merchant/merchant';
import { chinaDate, instant, orderId } from '../values';

const told = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

/** 操作日志 as the operator reads it: nobody's openid, member id or number. */
export const auditView = z.object({
  at: instant,
  /** Of the staff: as in listStaff. */
  who: staffView.shape.handle.nullable(),
  name: z.string(),
  role: auditRole.nullable(),
  storeName: z.string().nullable(),
  /** Null: nobody’s hand, or from before it was noted. */
  via: auditPlace.nullable().default(null),
  /** `<area>.<what>` */
  action: z.string(),
  /** Of what is about a bill. */
  orderId: orderId.nullable(),
  /** What of the merchant's own it is about: a template, a store, a rule; one of the staff by their handle. */
  about: z.string().nullable(),
  /** How one of the staff, who was invited, or a store was called then. */
  aboutName: z.string().nullable().default(null),
  amountFen: z.int().nullable(),
  points: z.int().nullable(),
  reason: z.string().nullable(),
  before: told,
  after: told,
});
export type AuditView = z.output<typeof auditView>;

/** What is looked for; null and none: whatever there is. */
export const auditFilter = z.object({
  who: staffView.shape.handle.nullable().default(null),
  /** A member, an order, one of the staff by their handle, or something of the merchant's own. */
  about: unshown(z.string().min(1).max(100), 'a name of ours').nullable().default(null),
  actions: z
    .array(unshown(z.string().regex(/^[a-z]+\.[A-Za-z]+$/), 'a name of ours'))
    .max(60)
    .default([]),
  day: chinaDate.nullable().default(null),
});
export type AuditFilter = z.output<typeof auditFilter>;

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
