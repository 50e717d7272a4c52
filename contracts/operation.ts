import * as z from 'zod';
import type { WireError } from './errors';
import type { Limit } from './limit';

/**
 * Who may call an operation. The host resolves the caller from the platform's call context and compares:
 * a guest is anyone inside WeChat; a member has joined; leader, adviser, clerk, operator and owner hold a stored role.
 */
export const actorKinds = ['guest', 'member', 'leader', 'adviser', 'clerk', 'operator', 'owner'] as const;
export type ActorKind = (typeof actorKinds)[number];

/**
 * How a repeat of the same call is harmless:
 * - `read`: changes nothing (the host hands the use case a store that refuses writes);
 * - a sentence: the operation writes; the sentence names the deterministic id that decides, and the host insists on a request id;
 * - `byRequest`: that id is made of the request id and not of the input too, so the host remembers what the request said and refuses
 *   the same id with another input (`request_changed`): nobody is answered with what they did not ask for.
 */
export type Idempotency = 'read' | { decidedBy: string; byRequest?: true };

/**
 * Which store an operation of clerks or advisers is about; each of these says it, or neither may call it. Who works at all stores
 * (operators and owners) passes everywhere.
 * - `named`: the input's `storeId`, compared by the host before the use case runs; null means all stores;
 * - `found`: the store of the document it is about: the use case asks (`call.atStore`), and the host answers nothing when it did not;
 * - `none`: no store's business.
 */
export type StoreScope = 'named' | 'found' | 'none';

export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  actor: ActorKind;
  store?: StoreScope;
  idempotency: Idempotency;
  /** A frozen member reads and changes nothing; `allowed` says that this moves nothing of value and why they may. */
  whenFrozen?: { allowed: string };
  /** In the web console it is done only after the phone was held to the screen a second time: files of people, roles, grants in bulk. */
  secondLook?: true;
  /** How often one person may; every write of a guest declares it. The host refuses the rest with `too_many_requests`. */
  limit?: Limit;
  input: Input;
  output: Output;
}

/** Keeps the literal actor and idempotency, so that the host can type what a use case receives. */
export const operation = <const Definition extends Operation>(definition: Definition): Definition =>
  definition;

export type Operations = Record<string, Operation>;

/** The caller's view of an area: `ApiOf<typeof memberOperations>['join']` is `(input) => output`. */
export type ApiOf<Area extends Operations> = {
  [Name in keyof Area]: (input: z.input<Area[Name]['input']>) => z.output<Area[Name]['output']>;
};

/** What a cloud function answers; never thrown, because the platform would show a thrown message to the client. */
export type WireAnswer = { ok: true; data: unknown } | { ok: false; error: WireError };

/** What a cloud function receives from the client. */
export const callEnvelope = z.object({
  op: z.string().min(1).max(64),
  input: z.unknown().optional(),
  requestId: z.unknown().optional(),
});
