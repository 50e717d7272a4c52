/**
 * The answers CloudBase gives when it refuses, with the codes the SDK turns into TcbError. Codes come from the SDK's own
 * tables and the error-code pages; the sentences around "E11000", "Db or Table not exist", "TransactionNotExist" and
 * "TransactionConflict" are what developers report from production and the SDK's own suite expects, because callers match on them.
 */
export type DatabaseErrorCode =
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_EXIST'
  | 'DATABASE_PERMISSION_DENIED'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'INVALID_ACTION'
  | 'INVALID_ENV'
  | 'INVALID_PARAM'
  | 'STORAGE_EXCEED_AUTHORITY'
  | 'SYS_ERR';

export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseError';
  }
}

export const collectionMissing = (name: string): DatabaseError =>
  new DatabaseError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}.`);

export const collectionExists = (name: string): DatabaseError =>
  new DatabaseError('DATABASE_COLLECTION_EXIST', `[ResourceInUse] Table exist: ${name}.`);

export const requestFailed = (reason: string): DatabaseError =>
  new DatabaseError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${reason}`);

export const duplicateKey = (collection: string, index: string, value: string): DatabaseError =>
  requestFailed(
    `multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${value}}]}, {<nil>}]`,
  );

export const transactionConflict = (): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  );

export const transactionMissing = (): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
  );

export const invalidParam = (reason: string): DatabaseError => new DatabaseError('INVALID_PARAM', reason);
