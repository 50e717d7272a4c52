import { classifyDatabaseError, Conflict, Duplicate, StoreUnavailable } from './store-error';

describe('database errors', () => {
  it.each([
    [{ code: 'DATABASE_DUPLICATE_WRITE', message: '' }, Duplicate],
    [
      { code: 'DATABASE_REQUEST_FAILED', message: 'E11000 duplicate key error collection: members' },
      Duplicate,
    ],
    [{ code: 'DATABASE_TRANSACTION_CONFLICT', message: '' }, Conflict],
    [{ code: 'DATABASE_REQUEST_FAILED', message: 'timeout' }, StoreUnavailable],
    [new Error('socket hang up'), StoreUnavailable],
    [undefined, StoreUnavailable],
  ])('%p', (error, kind) => {
    expect(classifyDatabaseError(error)).toBeInstanceOf(kind);
  });
});
