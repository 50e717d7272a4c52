import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Caller } from '../host/caller';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';

/** Why it is so, and what it costs: docs/decisions/0028-limits.md. */
export interface LimitedCall {
  /** Counting writes, also where the operation only reads. */
  openCounts: () => Store;
  caller: Caller;
  /** Null: nobody of the staff. */
  staff: DocumentOf<'staff'> | null;
  requestId: RequestId;
  now: Instant;
}
