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

  it('carry nobody’s id on', () => {
    const key = 'openid:wx0123456789abcdef:oSome-1';
    const thrown = [
      { code: 'DATABASE_DUPLICATE_WRITE', message: `duplicate key { _id: "${key}" }` },
      { code: 'DATABASE_TRANSACTION_CONFLICT', message: `conflict on identities/${key}` },
      { code: 'DATABASE_REQUEST_FAILED', message: `no answer about ${key}` },
    ].map((error) => classifyDatabaseError(error));
    for (const error of thrown) {
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('oSome-1');
    }
  });
});
