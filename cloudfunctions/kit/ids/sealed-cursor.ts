import { refuse } from '../../../contracts/errors';
import { seal, unseal, type HandleKey } from './handle';

/**
 * A cursor says where a page ended: the sort value and the id of a document, which may name somebody. It leaves sealed, for this
 * caller and this operation, and is opened when it comes back.
 */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function withSealedCursor(key: HandleKey, operationName: string, output: unknown): unknown {
  if (!isRecord(output) || typeof output['nextCursor'] !== 'string') return output;
  return { ...output, nextCursor: seal(key, useOf(operationName), output['nextCursor']) };
}

/** @throws TuankaError invalid_input for a cursor that was not given to this caller by this operation */
export function withOpenCursor(key: HandleKey, operationName: string, input: unknown): unknown {
  if (!isRecord(input) || typeof input['cursor'] !== 'string') return input;
  const cursor = unseal(key, useOf(operationName), input['cursor']);
  if (cursor === null) throw refuse('invalid_input', 'cursor');
  return { ...input, cursor };
}

const useOf = (operationName: string): string => `cursor ${operationName}`;
