import type * as z from 'zod';
import type { ActorKind, Operation, Operations } from '../../../contracts/operation';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Settings, Variables } from '../config/settings';
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

/** A call before the settings are read: what the deployment is made of is known, what the merchant decided is not. */
export type Opening<Call extends CallBase> = Omit<Call, 'settings'> & { settings: Variables };

/**
 * A use case in two steps. Who the caller is, is read beside the settings; a guest is nobody who has to be read, so that what an
 * operation for guests reads goes there: `begin` does, and what it gives goes on with the settings.
 */
export interface BegunUseCase<Call extends CallBase, Input, Output> {
  begin(opening: Opening<Call>, input: Input): Promise<(call: Call) => Output | Promise<Output>>;
}

/** Needs nothing of what the merchant decided, and does not wait for it. */
export const besideSettings = <Call extends CallBase, Input, Output>(
  useCase: (opening: Opening<Call>, input: Input) => Promise<Output>,
): BegunUseCase<Call, Input, Output> => ({
  begin: (opening, input) => useCase(opening, input).then((answer) => () => answer),
});

type UseCase<Call extends CallBase, Input, Output> =
  ((call: Call, input: Input) => Promise<Output>) | BegunUseCase<Call, Input, Output>;

type CallFor<Definition extends Operation> = Definition['idempotency'] extends 'read'
  ? ReadCall<Definition['actor']>
  : WriteCall<Definition['actor']>;

/** One use case per operation of the contract: missing or surplus ones do not compile. */
export type UseCases<Area extends Operations> = {
  readonly [Name in keyof Area]: UseCase<
    CallFor<Area[Name]>,
    z.output<Area[Name]['input']>,
    z.input<Area[Name]['output']>
  >;
};
