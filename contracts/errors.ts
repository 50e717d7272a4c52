import { errorCatalogue, type ErrorKind } from './error-catalogue';
import { HOUR_MS, MINUTE_MS, type Instant } from './primitives/time';

export { errorCatalogue };
export type { ErrorKind };

export type ErrorCode = keyof typeof errorCatalogue;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.keys(errorCatalogue).includes(value);

/** What goes over the wire when an operation fails. */
export interface WireError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
  requestId: string;
  /** `too_many_requests`: from when on it may be tried again. */
  retryAt?: Instant;
}

/** A refusal with a reason from the catalogue: thrown by rules, answered by the host, shown by the client. */
export class TuankaError extends Error {
  override readonly name = 'TuankaError';
  constructor(
    readonly code: ErrorCode,
    /** For the log only (field names, document ids): never personal data, never sent to the client. */
    readonly detail?: string,
    /** `message` instead of the catalogue's text, where it says when. */
    options?: ErrorOptions & { retryAt?: Instant; message?: string },
  ) {
    super(options?.message ?? errorCatalogue[code].message, options);
    this.retryAt = options?.retryAt;
  }
  /** When waiting helps, until when; nobody repeats it by themselves before. */
  readonly retryAt: Instant | undefined;
  get retryable(): boolean {
    return 'retryable' in errorCatalogue[this.code];
  }
}

/** Reads as a sentence: `throw refuse('coupon_not_found')`. */
export const refuse = (code: ErrorCode, detail?: string): TuankaError => new TuankaError(code, detail);

/** How long to wait, as people say it; never shorter than it is. */
function waitText(ms: number): string {
  if (ms <= MINUTE_MS) return `${Math.max(1, Math.ceil(ms / 1000))} 秒`;
  if (ms <= HOUR_MS) return `${Math.ceil(ms / MINUTE_MS)} 分钟`;
  return `${Math.ceil(ms / HOUR_MS)} 小时`;
}

/** The text is made where the clock is the one that decides. */
export const tooManyRequests = (retryAt: Instant, now: Instant): TuankaError =>
  new TuankaError('too_many_requests', undefined, {
    retryAt,
    message: `操作太频繁，请在 ${waitText(retryAt - now)}后再试`,
  });
