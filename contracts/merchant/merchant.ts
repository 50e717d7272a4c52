import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { cursor, instant, storeId } from '../values';
import { shippingMode } from '../payment/shipping-values';
import { shown, unshown } from '../text-marks';

const staffStore = z.object({ storeId, name: z.string() });

/** From the one who may most. */
export const staffRole = z.enum(['owner', 'operator', 'clerk', 'adviser']);
export type StaffRole = z.output<typeof staffRole>;

/** Somebody who works for the merchant, by a handle that says nothing of their WeChat account. */
export const staffView = z.object({
  handle: unshown(z.string().regex(/^who_[0-9A-Z]{26}$/), 'a name of ours'),
  name: z.string(),
  /** Their highest role. */
  role: staffRole,
  /** The caller. */
  me: z.boolean(),
  /** Operators and owners work at every store. */
  everywhere: z.boolean(),
  /** Null: nobody said yet; then a clerk works at the merchant's only store, and of several at none. */
  storeIds: z.array(storeId).nullable(),
});
export type StaffView = z.output<typeof staffView>;

/** Permissions that belong together: `收银`. */
const permissionGroup = z.object({
  name: z.string(),
  permissions: z.array(z.object({ does: z.string(), roles: z.array(staffRole) })),
});
export type PermissionGroup = z.output<typeof permissionGroup>;
const storeShipping = z.object({
  storeId,
  name: z.string(),
  shippingMode,
  /** Goods of these are services: nothing is carried away. */
  serviceCategories: z.array(shown(z.string().trim().min(1).max(20))).max(20),
});
export type StoreShipping = z.output<typeof storeShipping>;

/** The merchant's organisation: who works where. */
export const merchantOperations = {
  /** The stores the caller works at. */
  listMyStores: operation({
    actor: 'adviser',
    store: 'none',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ stores: z.array(staffStore) }),
  }),
  /** Everybody who works at a counter or above, with all stores there are. */
  listStaff: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      staff: z.array(staffView),
      stores: z.array(staffStore),
      /** The caller may change roles and take them back. */
      mayChangeRoles: z.boolean(),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** The whole table of permissions, in words: what each role may do. */
  listPermissions: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ groups: z.array(permissionGroup) }),
  }),
  /**
   * Says at which stores a clerk works, from the next call on. Refuses `staff_not_found`, `store_not_found`, `staff_changed` when
   * the stores are no longer those the form was opened with.
   */
  bindStores: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'the entry or mark of the request: heard again, it changes nothing',
      byRequest: true,
    },
    input: z.object({
      handle: staffView.shape.handle,
      storeIds: z.array(storeId).max(200),
      /** As the form was opened. */
      basedOn: z.array(storeId).nullable(),
    }),
    output: z.object({ staff: staffView }),
  }),
  listStoreShipping: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ stores: z.array(storeShipping) }),
  }),
  /**
   * How what is sold at a store reaches the person, from the next bill on. Refuses `store_not_found`, `store_changed` when somebody else
   * changed it since the form was opened.
   */
  saveStoreShipping: operation({
    actor: 'operator',
    store: 'named',
    idempotency: { decidedBy: 'stores/<id>: the same setting again changes nothing' },
    input: storeShipping.omit({ name: true }).extend({
      /** As the form was opened. */
      basedOn: storeShipping.pick({ shippingMode: true, serviceCategories: true }),
    }),
    output: z.object({ store: storeShipping }),
  }),
};
export type MerchantApi = ApiOf<typeof merchantOperations>;
