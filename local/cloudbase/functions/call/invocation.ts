import { AsyncLocalStorage } from 'node:async_hooks';
import type { OutgoingCall, OutgoingKind, VirtualTime } from '../instance/virtual-time';

/** One call of one function while it runs. Async local storage keeps concurrent calls of one instance apart. */
export interface Invocation {
  requestId: string;
  functionName: string;
  trigger?: 'timer';
  /** What it has used of the database so far; see database-calls.ts. */
  databaseUse: DatabaseUse;
  startedAt: number;
  /** Its time limit is over: what still runs of it sends nothing any more. */
  ended: boolean;
  /** With latency in virtual time only. */
  time?: VirtualTime;
  /** On top of that: from the caller to the function and back. */
  networkMs?: number;
  /** A call of this invocation goes out. */
  outgoing?: (kind: OutgoingKind) => OutgoingCall;
}

export interface DatabaseUse {
  calls: number;
  /** The longest run of calls each made after the one before was answered: what the caller's latency is made of. */
  inSequence: number;
}

const running = new AsyncLocalStorage<Invocation>();

export const currentInvocation = (): Invocation | undefined => running.getStore();

export function runInvocation<T>(invocation: Invocation, work: () => T): T {
  return running.run(invocation, work);
}

/**
 * CloudBase's tracing id, TCB_SEQID: the SDK puts it in front of the `seqId` of every request. Ours also says how many calls in
 * sequence had been answered when the request was made, so that calls made side by side are told from calls that waited.
 */
export const sequenceId = ({ requestId, databaseUse }: Invocation): string =>
  `${requestId}~${databaseUse.inSequence}`;

export function readSequenceId(seqId: string): { requestId: string; answeredBefore: number } | undefined {
  const [, requestId, answered] = /^(.+)~(\d+)-[^-]*$/.exec(seqId) ?? [];
  return requestId === undefined ? undefined : { requestId, answeredBefore: Number(answered) };
}
