import { scrub } from '../log/scrub';

/**
 * What can go wrong in the database, as three kinds a use case can tell apart.
 * Codes and messages: platform-facts, section 6.
 */

/** An insert met an existing id (or unique key). This is how idempotency is decided, so use cases expect it. */
export class Duplicate extends Error {
  override readonly name = 'Duplicate';
}

/** A rival transaction won; `transact` runs the callback again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The database did not answer, or answered something else: whether the write happened is unknown. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}

/** Every run of a transaction met a rival: nothing was written. */
export class TooManyConflicts extends StoreUnavailable {}

/** A guard of the store was hit: a defect in our code, never retried. */
export class StoreMisuse extends Error {
  override readonly name = 'StoreMisuse';
}

const field = (error: unknown, name: 'code' | 'message'): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};

/**
 * Sorts whatever the SDK threw or returned. Both forms of a unique violation are known in production (platform-facts, section 6).
 * The SDK's own text names documents, and in the identity map a document's id is a person's: what is thrown on carries neither
 * that text unscrubbed nor the error it came from.
 */
export function classifyDatabaseError(error: unknown): Error {
  if (error instanceof StoreMisuse) return error;
  const code = field(error, 'code');
  const message = field(error, 'message');
  if (code === 'DATABASE_TRANSACTION_CONFLICT') return new Conflict(code);
  if (code === 'DATABASE_DUPLICATE_WRITE' || /E11000|duplicate key/.test(message))
    return new Duplicate('an id or a unique key is taken');
  return new StoreUnavailable(scrub(`${code} ${message}`.trim()));
}
