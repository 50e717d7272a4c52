import * as z from 'zod';
import { operation, type ApiOf } from '../operation';
import { shown } from '../text-marks';
import { storeId } from '../values';
import { storeFields } from './store-values';

const version = z.int().positive();

export const storeView = z.object({
  storeId,
  version,
  /** A closed store takes no new orders; what is under way is finished there. */
  open: z.boolean(),
  fields: storeFields,
});
export type StoreView = z.output<typeof storeView>;

export const storeOperations = {
  /** Every store, with what can be edited. */
  listStores: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ stores: z.array(storeView) }),
  }),
  /**
   * Makes a store (`edit` null), or changes one as it was opened. Refuses `store_not_found`, `store_changed` when somebody else changed
   * it meanwhile, `store_name_too_long`.
   */
  saveStore: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'stores/<made of the request>, or the version: the same content again changes nothing',
      byRequest: true,
    },
    input: z.object({ edit: z.object({ storeId, version }).nullable(), fields: storeFields }),
    output: z.object({ store: storeView }),
  }),
  /** Refuses `store_not_found`. */
  setStoreOpen: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'the entry or mark of the request: heard again, it changes nothing',
      byRequest: true,
    },
    input: z.object({ storeId, open: z.boolean(), reason: shown(z.string().trim().min(2).max(90)) }),
    output: z.object({ store: storeView }),
  }),
};
export type StoreApi = ApiOf<typeof storeOperations>;
