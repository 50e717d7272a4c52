import type { Operation } from '../../../contracts/operation';
import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../store/store';
import { callerOf, readPlatformContext, type Caller } from '../host/caller';

/** Where a call comes from, and with that who it is of: told by the platform's context or by a console session, never by what was sent. */
export interface Visitor {
  /** @throws TuankaError for nobody who may call this way, or an operation that is not open this way */
  callerFor(operation: Operation, openStore: () => Store, now: Instant): Promise<Caller>;
}

/** The mini-program calls a function; WeChat says for whom. @throws TuankaError not_in_wechat */
export const fromMiniProgram = (context: unknown): Visitor => ({
  callerFor: async () => callerOf(readPlatformContext(context)),
});
