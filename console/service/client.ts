import type { areas } from '@contracts/areas';
import type { ConsoleApi } from '@contracts/console/console';
import type { ConsoleSessionApi } from '@contracts/console/console-session';
import { isErrorCode, TuankaError } from '@contracts/errors';
import type { ApiOf } from '@contracts/operation';
import type { RequestId } from '@contracts/primitives/ids';
import { isInstant } from '@contracts/primitives/time';
import { byName } from '@contracts/primitives/calls/by-name';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';

/**
 * The typed client of every area over HTTP access: `api.office.listMembers(input)`. A repeat of a lost or refused-for-now call carries
 * the request id of the first, which every operation answers once; a call that needs a second look is asked for it and goes on with it.
 */
export interface Call {
  area: string;
  op: string;
  input: unknown;
  requestId: RequestId;
}
/** Gives back what the function returned; rejects when no answer arrived. */
export type Transport = (call: Call) => Promise<unknown>;

export interface CallOptions {
  /** The same action as an earlier call, tried again by hand. */
  requestId?: RequestId;
}
type Operation = (input: never) => unknown;
type Client<Area extends Record<keyof Area, Operation>> = {
  [Name in keyof Area]: (
    input: Parameters<Area[Name]>[0],
    options?: CallOptions,
  ) => Promise<ReturnType<Area[Name]>>;
};
type Areas = typeof areas;
export type Api = { [Area in Exclude<keyof Areas, 'console'>]: Client<ApiOf<Areas[Area]>> } & {
  console: Client<ConsoleApi & ConsoleSessionApi>;
};

export interface Surroundings {
  /** Resolves when the person confirmed on the phone; rejects when they gave up. */
  secondLook: () => Promise<void>;
  signedOut: () => void;
  pausesMs: readonly number[];
  sleep: (ms: number) => Promise<void>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
/** The host has parsed `data` with the operation's own contract: only the envelope is looked at here. */
const isSuccess = <Output>(raw: unknown): raw is { ok: true; data: Output } =>
  isRecord(raw) && raw['ok'] === true && 'data' in raw;

/** @throws TuankaError with the function's code; `internal` when the answer makes no sense */
export function dataOf<Output>(raw: unknown): Output {
  if (isSuccess<Output>(raw)) return raw.data;
  const error = isRecord(raw) && isRecord(raw['error']) ? raw['error'] : {};
  const { code, message, retryAt } = error;
  if (!isErrorCode(code)) throw new TuankaError('internal', 'unknown answer');
  throw new TuankaError(code, undefined, {
    ...(typeof message === 'string' && message !== '' && { message }),
    ...(isInstant(retryAt) && { retryAt }),
  });
}

const asTuankaError = (thrown: unknown): TuankaError =>
  thrown instanceof TuankaError ? thrown : new TuankaError('offline', undefined, { cause: thrown });

async function callRepeatedly(call: Call, transport: Transport, around: Surroundings): Promise<unknown> {
  let confirmed = false;
  for (let attempt = 0; ;) {
    try {
      return dataOf<unknown>(await transport(call));
    } catch (thrown) {
      const error = asTuankaError(thrown);
      if (error.code === 'console_session_over') around.signedOut();
      if (error.code === 'console_second_look' && !confirmed) {
        await around.secondLook();
        confirmed = true;
        continue;
      }
      const pauseMs = around.pausesMs[attempt];
      if (!error.retryable || pauseMs === undefined) throw error;
      attempt += 1;
      await around.sleep(pauseMs);
    }
  }
}

export const createApi = (transport: Transport, around: Surroundings): Api =>
  byName<Api>((area) =>
    byName((op) => (input: unknown, options: CallOptions = {}) => {
      const requestId = options.requestId ?? newRequestId();
      return callRepeatedly({ area, op, input, requestId }, transport, around);
    }),
  );
