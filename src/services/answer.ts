import { isErrorCode, TuankaError } from '@contracts/errors';
import { isInstant } from '@contracts/primitives/time';
import { isRecord } from '@/platform/untrusted';

/**
 * What a function answered. Only the envelope is checked here: the host has parsed `data` with the operation's
 * output contract before sending it, and a second parser (zod, 98 KB) does not go into the mini-program.
 */
const isSuccess = <Output>(raw: unknown): raw is { ok: true; data: Output } =>
  isRecord(raw) && raw['ok'] === true && 'data' in raw;

/** @throws TuankaError with the function's error code; `internal` when the answer makes no sense */
export function dataOf<Output>(raw: unknown): Output {
  if (isSuccess<Output>(raw)) return raw.data;
  const error = isRecord(raw) && isRecord(raw['error']) ? raw['error'] : {};
  const code = error['code'];
  // Its text says for how long, by the server's clock.
  if (code === 'too_many_requests' && typeof error['message'] === 'string')
    throw new TuankaError(code, undefined, {
      message: error['message'],
      ...(isInstant(error['retryAt']) && { retryAt: error['retryAt'] }),
    });
  // A code this version of the app does not know comes from a newer server.
  throw new TuankaError(
    isErrorCode(code) ? code : 'internal',
    isErrorCode(code) ? undefined : 'unknown answer',
  );
}
