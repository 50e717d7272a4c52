import { TuankaError } from '@contracts/errors';
import type { RequestId } from '@contracts/primitives/ids';
import { dataOf } from './answer';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';

export interface FunctionCall {
  /** The area: the name of the cloud function. */
  name: string;
  data: { op: string; input: unknown; requestId: RequestId };
}

/** Delivers a call to a cloud function and gives back what it returned; rejects when no answer arrived. */
export type Transport = (call: FunctionCall) => Promise<unknown>;

export interface CallOptions {
  /** The same action as an earlier call, tried again by hand: the server answers what it answered then. */
  requestId?: RequestId;
}

type Operation = (input: never) => unknown;

/** `{ join(input): output }` of a contract becomes `{ join(input, options?): Promise<output> }`. */
export type Client<Api extends Record<keyof Api, Operation>> = {
  [Name in keyof Api]: (
    input: Parameters<Api[Name]>[0],
    options?: CallOptions,
  ) => Promise<ReturnType<Api[Name]>>;
};

export interface RetryPolicy {
  /** Waits before the first and the second repeat; their number is the number of repeats. */
  pausesMs: readonly number[];
  /** An answer that takes longer counts as lost; the repeat carries the same request id. */
  timeoutMs: number;
  sleep: (ms: number) => Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const defaultRetryPolicy: RetryPolicy = { pausesMs: [400, 1200], timeoutMs: 10_000, sleep };

function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A transport failure has no code of its own: to the shopper it is "no network". */
const asTuankaError = (error: unknown): TuankaError =>
  error instanceof TuankaError ? error : new TuankaError('offline', undefined, { cause: error });

/**
 * The caller of one area. Every call gets a request id; when the transport fails or the error is retryable it is
 * repeated with the same id, which every operation answers idempotently. Throws only TuankaError.
 */
export function createCaller<Api extends Record<keyof Api, Operation>>(
  area: string,
  transport: Transport,
  policy: RetryPolicy = defaultRetryPolicy,
) {
  return <Name extends keyof Api & string>(op: Name): Client<Api>[Name] =>
    async (input, options = {}) => {
      const data = { op, input, requestId: options.requestId ?? newRequestId() };
      for (let attempt = 0; ; attempt += 1) {
        try {
          return dataOf<ReturnType<Api[Name]>>(
            await withinTime(transport({ name: area, data }), policy.timeoutMs),
          );
        } catch (thrown) {
          const error = asTuankaError(thrown);
          const pauseMs = policy.pausesMs[attempt];
          if (!error.retryable || pauseMs === undefined) throw error;
          await policy.sleep(pauseMs);
        }
      }
    };
}
