import { TuankaError, errorCatalogue, type ErrorKind } from '@contracts/errors';

export const asTuankaError = (thrown: unknown): TuankaError =>
  thrown instanceof TuankaError ? thrown : new TuankaError('internal', undefined, { cause: thrown });

/** As the catalogue or the server says it; people of the shop read Chinese either way. */
export const errorText = (thrown: unknown): string => asTuankaError(thrown).message;

export const errorKind = (thrown: unknown): ErrorKind => errorCatalogue[asTuankaError(thrown).code].kind;
