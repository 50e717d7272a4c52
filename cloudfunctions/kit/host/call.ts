import type * as z from 'zod';
import type { ActorKind, Operation, Operations } from '../../../contracts/operation';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Settings } from '../config/settings';
import type { DocumentOf } from '../store/schema';
import type { ReadStore, Store } from '../store/store';
import type { WechatClient } from '../wechat/client';
import type { Caller } from './caller';
import type { Role } from './roles';
import type { StoreGuard } from '../staff/open-store-guard';

/** What every use case receives besides its input. `now` is read once: a transaction may run again. */
interface CallBase {
  now: Instant;
  requestId: RequestId;
  settings: Settings;
  wechat: WechatClient;
  caller: Caller;
  /** Half of the function's time is used: work in slices leaves the rest to the next call or the sweep. */
  outOfTime: () => boolean;
}

/** Who acts, resolved and checked by the host before the use case runs. */
interface ActorFields {
  guest: object;
  member: { member: DocumentOf<'members'> };
  staff: { staff: DocumentOf<'staff'>; atStore: StoreGuard };
}
type ActorOf<Kind extends ActorKind> = Kind extends Role
  ? ActorFields['staff']
  : Kind extends 'member'
    ? ActorFields['member']
    : ActorFields['guest'];

export type ReadCall<Kind extends ActorKind = 'guest'> = CallBase & { store: ReadStore } & ActorOf<Kind>;
export type WriteCall<Kind extends ActorKind = 'guest'> = CallBase & { store: Store } & ActorOf<Kind>;

type CallFor<Definition extends Operation> = Definition['idempotency'] extends 'read'
  ? ReadCall<Definition['actor']>
  : WriteCall<Definition['actor']>;

/** One use case per operation of the contract: missing or surplus ones do not compile. */
export type UseCases<Area extends Operations> = {
  readonly [Name in keyof Area]: (
    call: CallFor<Area[Name]>,
    input: z.output<Area[Name]['input']>,
  ) => Promise<z.input<Area[Name]['output']>>;
};
